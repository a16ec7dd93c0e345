import { expect, test } from 'vitest'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { activate, codeOf, installPhone, issueToken } from '#tests/harness/test-phone.ts'
import { waitForYoungMinute } from '#tests/harness/young-minute.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database, { policy: { registrationsPerAddressPerTenMinutesMax: 1000 } })
const fixture = { channel, owner, database }

async function bind() {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const subject = { pan: customer.card.pan, mobile: customer.mobile ?? '' }
  const phone = await installPhone(fixture, subject.mobile)
  return { customer, ...(await activate(phone, await issueToken(fixture, subject))) }
}

async function clerkOf({ branchId }: TestCustomer) {
  return await makeOperator(owner, { role: 'branch', branchId, nowMs: Date.now() })
}

type ResynchronisationCall = { sessionId: string; enrollmentId: string; codes: string[] }
const resynchronise = ({ sessionId, enrollmentId, codes }: ResynchronisationCall) =>
  channel.call(
    'backoffice',
    'POST',
    `/v1/backoffice/enrollments/${enrollmentId}/resynchronisations`,
    { codes, reason: 'ساعت گوشی جلو است' },
    { operatorSession: sessionId },
  )
const at = (secret: Buffer, ...steps: number[]): string[] =>
  steps.map((step) => codeOf(secret, { digits: 7, steps: step }))
const presented = async ({ card }: TestCustomer, code: string) => {
  const body = {
    pan: card.pan.reveal(),
    pinKind: 'second',
    code,
    processType: 'balance_inquiry',
    payee: { merchantId: 'm1', terminalId: 't1' },
  }
  return (await channel.call('gateway', 'POST', '/v1/gateway/verifications', body)).body.outcome
}

test('two codes in a row teach how far the clock is off, and codes of that clock are accepted from then on', async () => {
  await waitForYoungMinute()
  const { customer, secret, enrollmentId } = await bind()
  expect(await presented(customer, at(secret, 6)[0] ?? '')).toBe('rejected')
  const { sessionId, operatorId } = await clerkOf(customer)
  const answer = await resynchronise({ sessionId, enrollmentId, codes: at(secret, 5, 6) })
  expect([answer.status, answer.body]).toEqual([200, { enrollmentId, driftSteps: 6 }])
  expect(await presented(customer, at(secret, 6)[0] ?? '')).toBe('rejected')
  expect(await presented(customer, at(secret, 7)[0] ?? '')).toBe('accepted')
  const row = (await readAudit(owner, customer.customerId)).find(({ action }) => action === 'enrollment.resynchronised')
  expect(row).toMatchObject({
    actorId: operatorId,
    reason: 'ساعت گوشی جلو است',
    data: { driftSteps: 6, pinKind: 'second' },
  })
})

test('codes that are not in a row, of another app or used up are refused and change nothing', async () => {
  await waitForYoungMinute()
  const { customer, secret, enrollmentId } = await bind()
  const { sessionId } = await clerkOf(customer)
  const refusalOf = async (codes: string[]) => (await resynchronise({ sessionId, enrollmentId, codes })).body.code
  expect(await refusalOf(at(secret, 6, 5))).toBe('codes_not_consecutive')
  expect(await refusalOf(at(secret, 2, 4))).toBe('codes_not_consecutive')
  expect(await refusalOf(at(secret, 30, 31))).toBe('codes_not_consecutive')
  expect(await refusalOf(at(Buffer.alloc(32, 7), 1, 2))).toBe('codes_not_consecutive')
  expect(await refusalOf(at(secret, -1, 0))).toBe('code_already_used')
  expect((await resynchronise({ sessionId, enrollmentId, codes: at(secret, 1) })).status).toBe(422)
  const { rows } = await owner.query('SELECT drift_steps FROM activation WHERE enrollment_id = $1', [enrollmentId])
  expect(rows).toEqual([{ drift_steps: 0 }])
})

test('the same two codes resynchronise once, however many ask at once', async () => {
  await waitForYoungMinute()
  const { customer, secret, enrollmentId } = await bind()
  const { sessionId } = await clerkOf(customer)
  const codes = at(secret, 3, 4)
  const answers = await Promise.all(Array.from({ length: 5 }, () => resynchronise({ sessionId, enrollmentId, codes })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
})

test('a clerk of another branch and every other role find nothing', async () => {
  const { secret, enrollmentId } = await bind()
  const stranger = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const sessions = [(await clerkOf(stranger)).sessionId]
  for (const role of ['support', 'fraud', 'auditor', 'admin'] as const) {
    sessions.push((await makeOperator(owner, { role, nowMs: Date.now() })).sessionId)
  }
  for (const sessionId of sessions) {
    expect((await resynchronise({ sessionId, enrollmentId, codes: at(secret, 5, 6) })).body.code).toBe('not_found')
  }
})
