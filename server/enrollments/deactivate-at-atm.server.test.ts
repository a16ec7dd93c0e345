import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type CustomerWish, drawPan, makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database)

type Enrolled = TestCustomer & { sms: string; appFirst: string; appSecond: string; activationId: string }

async function enrolled(wish: Partial<CustomerWish> = {}): Promise<Enrolled> {
  const nowMs = Date.now()
  const customer = await makeCustomer(owner, services.keys, { nowMs, ...wish })
  const sms = await makeSmsEnrollment(owner, customer, { nowMs })
  const first = await makeAppEnrollment(owner, services.keys, customer, { nowMs, pinKind: 'first' })
  const second = await makeAppEnrollment(owner, services.keys, customer, { nowMs })
  const { activationId } = second
  return { ...customer, sms, appFirst: first.enrollmentId, appSecond: second.enrollmentId, activationId }
}

const end = ({ card }: TestCustomer, more: Record<string, unknown>) =>
  channel.call('atm', 'POST', '/v1/atm/deactivations', { pan: card.pan.reveal(), terminalId: 'ATM-0007', ...more })
const statusOf = async (enrollmentId: string) => {
  const { rows } = await owner.query('SELECT status FROM enrollment WHERE id = $1', [enrollmentId])
  return rows[0]?.status
}

test('both PINs of both methods end at once, each recorded and told', async () => {
  const customer = await enrolled()
  const { sms, appFirst, appSecond, mobile } = customer
  const answer = await end(customer, { pinKinds: ['first', 'second'] })
  expect(answer.status).toBe(200)
  expect(answer.body.deactivated).toEqual([
    { enrollmentId: appFirst, pinKind: 'first', method: 'app' },
    { enrollmentId: appSecond, pinKind: 'second', method: 'app' },
    { enrollmentId: sms, pinKind: 'second', method: 'sms' },
  ])
  const rows = await readAudit(owner, customer.customerId)
  expect(rows.map(({ action, data }) => [action, data.terminalId])).toEqual(
    Array(3).fill(['enrollment.deactivated', 'ATM-0007']),
  )
  const kinds = (await readSms(owner, database, { mobile: mobile ?? '' })).map(({ noticeKind }) => noticeKind)
  expect(kinds).toEqual(['deactivated', 'deactivated', 'deactivated'])
})

test('only what is named ends', async () => {
  const customer = await enrolled()
  const answer = await end(customer, { pinKinds: ['second'], methods: ['app'] })
  const { appSecond, appFirst, sms } = customer
  expect(answer.body.deactivated).toEqual([{ enrollmentId: appSecond, pinKind: 'second', method: 'app' }])
  expect(await Promise.all([appSecond, appFirst, sms].map(statusOf))).toEqual(['deactivated', 'active', 'active'])
})

test('binding, live token and live SMS code end in the same transaction', async () => {
  const customer = await enrolled()
  const nowMs = Date.now()
  const { customerId, card, mobile } = customer
  await owner.query(
    `INSERT INTO activation_token (id, enrollment_id, card_id, customer_id, mobile, status, terminal_id, receipt_custody,
       sms_message_id, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5, 'issued', 'ATM', 'answered_to_atm', $1, $6, $7)`,
    [drawId(nowMs), customer.appSecond, card.cardId, customerId, mobile, at(nowMs), at(nowMs + 86_400_000)],
  )
  await owner.query(
    `INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, enrollment_id, mobile, reference_number, process_type,
       payee_name, merchant_id, terminal_id, channel_client_id, state, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, '1', 'purchase', 'x', 'M', 'T', 'g', 'sent', $8)`,
    [
      drawId(nowMs),
      at(nowMs),
      card.guardIds.second,
      card.cardId,
      customerId,
      customer.sms,
      mobile,
      at(nowMs + 120_000),
    ],
  )
  await end(customer, { pinKinds: ['second'] })
  const { rows } = await owner.query(
    `SELECT (SELECT status FROM activation_token WHERE customer_id = $1 AND terminal_id = 'ATM') AS token,
       (SELECT state FROM otp_request WHERE customer_id = $1) AS request,
       (SELECT status || ' ' || ended_reason FROM activation WHERE id = $2) AS activation`,
    [customerId, customer.activationId],
  )
  expect(rows).toEqual([{ token: 'ended', request: 'ended', activation: 'ended enrollment_deactivated' }])
})

test.each<[string, Partial<CustomerWish>]>([
  ['blocked', { card: { status: 'blocked' } }],
  ['expired', { card: { expiresAtMs: Date.now() - 1000 } }],
])('a %s card is no hindrance', async (_state, wish) => {
  const answer = await end(await enrolled(wish), { pinKinds: ['first', 'second'] })
  expect(answer.body.deactivated).toHaveLength(3)
})

test('nothing to end is no refusal', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const answer = await end(customer, { pinKinds: ['first'] })
  expect([answer.status, answer.body]).toEqual([200, { deactivated: [] }])
})

test('a suspension outlives the deactivation: nothing opens on that card until it is lifted', async () => {
  const customer = await enrolled()
  await owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [customer.card.guardIds.second, at(Date.now())])
  await owner.query(`UPDATE enrollment SET status = 'suspended' WHERE id = $1`, [customer.sms])
  expect((await end(customer, { pinKinds: ['second'] })).body.deactivated).toHaveLength(2)
  const body = { pan: customer.card.pan.reveal(), terminalId: 'ATM-0007' }
  const again = await channel.call('atm', 'POST', '/v1/atm/sms-enrollments', body)
  expect([again.status, again.body.code]).toEqual([409, 'enrollment_suspended'])
})

test('a repeat is answered as the first time, also after a new enrollment was opened', async () => {
  const customer = await enrolled()
  const requestId = randomUUID()
  const first = await end(customer, { pinKinds: ['second'], requestId })
  const body = { pan: customer.card.pan.reveal(), terminalId: 'ATM-0007' }
  const reopened = await channel.call('atm', 'POST', '/v1/atm/sms-enrollments', body)
  const repeat = await end(customer, { pinKinds: ['second'], requestId })
  expect(repeat.body).toEqual(first.body)
  expect(await statusOf(reopened.body.enrollmentId)).toBe('active')
})

test('many ATMs at once end each enrollment once', async () => {
  const customer = await enrolled()
  const answers = await Promise.all(Array.from({ length: 8 }, () => end(customer, { pinKinds: ['first', 'second'] })))
  expect(answers.flatMap(({ body }) => body.deactivated)).toHaveLength(3)
  expect(await readAudit(owner, customer.customerId)).toHaveLength(3)
})

test.each([
  ['no PIN', { pinKinds: [] }],
  ['a PIN twice', { pinKinds: ['second', 'second'] }],
  ['no method', { pinKinds: ['second'], methods: [] }],
  ['a method twice', { pinKinds: ['second'], methods: ['app', 'app'] }],
  ['an unknown PIN', { pinKinds: ['third'] }],
])('%s is not a valid body', async (_name, more) => {
  const answer = await end(await makeCustomer(owner, services.keys, { nowMs: Date.now() }), more)
  expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed'])
})

test('a card the bank does not know is the only refusal', async () => {
  const body = { pan: drawPan().reveal(), terminalId: 'ATM-0007', pinKinds: ['second'] }
  const answer = await channel.call('atm', 'POST', '/v1/atm/deactivations', body)
  expect([answer.status, answer.body.code]).toEqual([404, 'card_unknown'])
})
