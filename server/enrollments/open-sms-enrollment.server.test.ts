import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { at } from '#server/database.ts'
import { type CustomerWish, drawPan, makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database)
const path = '/v1/atm/sms-enrollments'
const dayMs = 86_400_000

const customerOf = (wish: Partial<CustomerWish> = {}) =>
  makeCustomer(owner, services.keys, { nowMs: Date.now(), ...wish })
const enroll = ({ card }: TestCustomer, more = {}) =>
  channel.call('atm', 'POST', path, { pan: card.pan.reveal(), terminalId: 'ATM-0007', ...more })
const suspend = (customer: TestCustomer) =>
  owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [customer.card.guardIds.second, at(Date.now())])

test('a customer who gets alert SMS turns SMS codes on, and the act is recorded and told', async () => {
  const customer = await customerOf()
  const answer = await enroll(customer)
  const { enrollmentId } = answer.body
  expect(answer.status).toBe(201)
  const mobile = customer.mobile ?? ''
  expect(answer.body).toEqual({
    enrollmentId,
    method: 'sms',
    pinKind: 'second',
    status: 'active',
    mobile: maskMobile(mobile),
  })
  expect(await readAudit(owner, customer.customerId)).toEqual([
    {
      action: 'enrollment.opened',
      actorKind: 'channel',
      actorId: 'atm-test',
      reason: null,
      proof: null,
      data: { terminalId: 'ATM-0007', last4: customer.card.pan.last4, pinKind: 'second', method: 'sms' },
    },
  ])
  const sms = await readSms(owner, database, { mobile })
  expect(sms).toEqual([{ template: 'notice', noticeKind: 'sms_enrolled', mobile, text: null }])
})

test('asked again, the enrollment that is active is answered, and nothing happens twice', async () => {
  const customer = await customerOf()
  const first = await enroll(customer)
  const second = await enroll(customer)
  expect([first.status, second.status]).toEqual([201, 200])
  expect(second.body).toEqual(first.body)
  expect(await readAudit(owner, customer.customerId)).toHaveLength(1)
})

test('a repeated request gets the stored answer, and another body under its id is refused', async () => {
  const customer = await customerOf()
  const requestId = randomUUID()
  const first = await enroll(customer, { requestId })
  const repeat = await enroll(customer, { requestId })
  const other = await enroll(customer, { requestId, terminalId: 'ATM-0008' })
  expect(repeat.body).toEqual(first.body)
  expect(repeat.status).toBe(201)
  expect([other.status, other.body.code]).toEqual([422, 'request_id_reused'])
})

test('twenty ATMs at once open one enrollment', async () => {
  const customer = await customerOf()
  const answers = await Promise.all(Array.from({ length: 20 }, () => enroll(customer)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(new Set(answers.map(({ body }) => body.enrollmentId)).size).toBe(1)
  expect(await readAudit(owner, customer.customerId)).toHaveLength(1)
})

const nobody = { mobile: null, smsMember: false, coolingOffUntilMs: Date.now() + dayMs }
const notMember = { smsMember: false, coolingOffUntilMs: Date.now() + dayMs }
const cooling = { coolingOffUntilMs: Date.now() + dayMs }
test.each<[string, Partial<CustomerWish>]>([
  ['card_blocked', { ...nobody, card: { status: 'blocked', expiresAtMs: Date.now() - dayMs } }],
  ['card_expired', { ...nobody, card: { expiresAtMs: Date.now() - dayMs } }],
  ['mobile_missing', nobody],
  ['not_sms_member', notMember],
  ['cooling_off', cooling],
  ['enrollment_suspended', {}],
])('of several reasons against it the first in order is answered: %s', async (code, wish) => {
  const customer = await customerOf(wish)
  await suspend(customer)
  const answer = await enroll(customer)
  expect([answer.status, answer.body.code]).toEqual([409, code])
  if (code === 'cooling_off') expect(answer.body.until).toBe(new Date(cooling.coolingOffUntilMs).toISOString())
  const rows = await readAudit(owner, customer.customerId)
  expect(rows).toMatchObject([{ action: 'enrollment.refused', data: { reason: code, terminalId: 'ATM-0007' } }])
})

test('a card the bank does not know is not found, and may be asked for again under the same id', async () => {
  const body = { pan: drawPan().reveal(), terminalId: 'ATM-0007', requestId: randomUUID() }
  const first = await channel.call('atm', 'POST', path, body)
  expect([first.status, first.body.code]).toEqual([404, 'card_unknown'])
  const other = await channel.call('atm', 'POST', path, { ...body, pan: (await customerOf()).card.pan.reveal() })
  expect(other.status).toBe(201)
})

test('a gateway cannot turn SMS codes on', async () => {
  const customer = await customerOf()
  const body = { pan: customer.card.pan.reveal(), terminalId: 'ATM-0007' }
  const answer = await channel.call('gateway', 'POST', path, body)
  expect([answer.status, answer.body.code]).toEqual([403, 'wrong_client_kind'])
})
