import { expect, test } from 'vitest'
import { drawPan, makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { askOtp, listReasons, purchase, readCode, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()
const minutes = (count: number): number => count * 60_000

async function customerWithSms(more: Parameters<typeof makeCustomer>[2] = { nowMs }): Promise<TestCustomer> {
  const customer = await makeCustomer(owner, services.keys, more)
  await makeSmsEnrollment(owner, customer, { nowMs })
  return customer
}

async function sentCode(customer: TestCustomer, transaction = purchase, atMs = nowMs) {
  const asked = await askOtp(services, { pan: customer.card.pan, nowMs: atMs, transaction })
  const code = await readCode(owner, database, asked.otpRequestId)
  if (code === null) throw new Error('no code was sent')
  return { ...asked, code }
}

const wrongFor = (code: string): string => (code === '0000000' ? '1111111' : '0000000')

test('a right SMS code is accepted once and refused the second time', async () => {
  const { card, ...customer } = await customerWithSms()
  const { code, otpRequestId } = await sentCode({ card, ...customer })
  const first = await typeCode(services, { pan: card.pan, code, nowMs: nowMs + 1000, otpRequestId })
  expect(first).toMatchObject({
    outcome: 'accepted',
    reason: 'accepted',
    responseCode: '00',
    method: 'sms',
    attemptsLeft: null,
  })
  const second = await typeCode(services, { pan: card.pan, code, nowMs: nowMs + 2000, otpRequestId })
  expect(second).toMatchObject({ outcome: 'rejected', reason: 'invalid_code', responseCode: '55', method: null })
  expect(await listReasons(owner, card.pan)).toEqual(['accepted', 'code_already_used'])
})

test('a right app code is accepted once and refused the second time', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const app = await makeAppEnrollment(owner, services.keys, customer, { nowMs })
  const { pan } = customer.card
  const code = app.codeAt(nowMs)
  expect(await typeCode(services, { pan, code, nowMs })).toMatchObject({ outcome: 'accepted', method: 'app' })
  expect(await typeCode(services, { pan, code, nowMs: nowMs + 1 })).toMatchObject({ reason: 'invalid_code' })
  expect(await listReasons(owner, pan)).toEqual(['accepted', 'code_already_used'])
})

test('the answer of an unknown card is that of a wrong code', async () => {
  const pan = drawPan()
  expect(await typeCode(services, { pan, code: '1234567', nowMs })).toMatchObject({
    reason: 'invalid_code',
    attemptsLeft: null,
  })
  expect(await listReasons(owner, pan)).toEqual(['card_unknown'])
})

test('a wrong code costs a try of the named request, and the third exhausts it', async () => {
  const customer = await customerWithSms()
  const { pan } = customer.card
  const { code, otpRequestId } = await sentCode(customer)
  const wrong = { pan, code: wrongFor(code), otpRequestId }
  for (const [index, attemptsLeft] of [2, 1, 0].entries())
    expect(await typeCode(services, { ...wrong, nowMs: nowMs + index })).toMatchObject({
      reason: 'invalid_code',
      attemptsLeft,
    })
  expect(await typeCode(services, { pan, code, otpRequestId, nowMs: nowMs + 9 })).toMatchObject({
    reason: 'locked',
    responseCode: '75',
  })
  expect(await listReasons(owner, pan)).toContain('code_attempts_exhausted')
})

test('a code used too late is expired, and the log says how late', async () => {
  const customer = await customerWithSms()
  const { code } = await sentCode(customer)
  const answer = await typeCode(services, { pan: customer.card.pan, code, nowMs: nowMs + minutes(2) + 13_000 })
  expect(answer).toMatchObject({ reason: 'expired', method: 'sms' })
  const { rows } = await owner.query('SELECT details FROM verification WHERE id = $1', [answer.verificationId])
  expect(rows[0].details).toEqual({ secondsLate: 13 })
})
