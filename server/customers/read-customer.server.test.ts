import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readCustomer } from '#server/customers/read-customer.ts'
import { at } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const support = await makeOperator(owner, { role: 'support', nowMs })

const read = (customerId: string) => readCustomer(desk, support.ctx(nowMs), { customerId })
const secondPin = async ({ customerId }: TestCustomer) => (await read(customerId)).cards[0]?.pins[0]

test('the second PIN stands first, with both methods, the device and the last code that was accepted', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  await makeSmsEnrollment(owner, customer, { nowMs })
  await makeAppEnrollment(owner, services.keys, customer, { nowMs })
  await addVerification(customer, nowMs - 5_000, 'accepted')
  await addVerification(customer, nowMs - 1_000, 'code_mismatch')
  expect(await secondPin(customer)).toMatchObject({
    pinKind: 'second',
    sms: { status: 'active' },
    app: { status: 'active', deviceModel: 'Test Phone' },
    lastUse: { atMs: nowMs - 5_000, method: 'sms' },
  })
})

test('an open enrollment is shown before an older or newer one that ended', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const ended = await makeSmsEnrollment(owner, customer, { nowMs: nowMs + 5_000, status: 'active' })
  await owner.query(`UPDATE enrollment SET status = 'deactivated', deactivated_at = $2 WHERE id = $1`, [
    ended,
    at(nowMs),
  ])
  expect(await secondPin(customer)).toMatchObject({ sms: { id: ended, status: 'deactivated' } })
  const open = await makeSmsEnrollment(owner, customer, { nowMs })
  expect(await secondPin(customer)).toMatchObject({ sms: { id: open, status: 'active' } })
})

test.each([
  ['app_closed_until', { kind: 'app', untilMs: nowMs + 60_000 }],
  ['all_closed_until', { kind: 'all', untilMs: nowMs + 60_000 }],
  ['held_since', { kind: 'held', untilMs: null }],
])('a guard with %s is shown as locked, and its end is over when it is over', async (column, lock) => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const set = (atMs: number) =>
    owner.query(`UPDATE guard SET ${column} = $2 WHERE id = $1`, [customer.card.guardIds.second, at(atMs)])
  await set(nowMs + 60_000)
  expect((await secondPin(customer))?.lock).toEqual(lock)
  await set(nowMs)
  expect((await secondPin(customer))?.lock).toEqual(lock.untilMs === null ? lock : null)
})

test('a token shows the custody of both halves and neither half', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const { enrollmentId } = await makeAppEnrollment(owner, services.keys, customer, { nowMs })
  const smsMessageId = drawId(nowMs)
  await owner.query(
    `INSERT INTO sms_message (id, at, customer_id, mobile, template, state, accepted_at) VALUES ($1, $2, $3, $4,
       'activation_token', 'accepted', $2)`,
    [smsMessageId, at(nowMs), customer.customerId, customer.mobile],
  )
  await owner.query(
    `INSERT INTO activation_token (id, enrollment_id, card_id, customer_id, mobile, status, operator_id, receipt_custody,
       sms_message_id, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5, 'issued', $6, 'printed', $7, $8, $9)`,
    [
      randomUUID(),
      enrollmentId,
      customer.card.cardId,
      customer.customerId,
      customer.mobile,
      support.operatorId,
      smsMessageId,
      at(nowMs + 1),
      at(nowMs + 60_000),
    ],
  )
  const [token] = (await read(customer.customerId)).tokens
  expect(token).toMatchObject({
    isLive: true,
    receiptCustody: 'printed',
    smsState: 'accepted',
    operatorName: 'کاربر آزمون',
  })
  expect(Object.keys(token ?? {}).filter((key) => /part|secret|mac|sealed/i.test(key))).toEqual([])
})

test('a phone that only ever held somebody else’s enrollment is not shown, though the number is shared', async () => {
  const mobile = '+989351112233'
  const customer = await makeCustomer(owner, services.keys, { nowMs, mobile })
  const other = await makeCustomer(owner, services.keys, { nowMs, mobile })
  await makeAppEnrollment(owner, services.keys, other, { nowMs })
  expect((await read(customer.customerId)).devices).toEqual([])
  expect((await read(other.customerId)).devices).toHaveLength(1)
})

test('neither the mobile nor the national id is answered whole', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs, mobile: '+989121234567' })
  const shown = await read(customer.customerId)
  expect(shown).toMatchObject({ mobileMasked: '0912***4567' })
  expect(JSON.stringify(shown)).not.toContain(customer.nationalId)
  expect(JSON.stringify(shown)).not.toContain('1234567')
})

async function addVerification({ customerId, card }: TestCustomer, atMs: number, reason: string): Promise<void> {
  await owner.query(
    `INSERT INTO verification (id, at, guard_id, card_id, customer_id, card_masked, pin_kind, outcome, reason, response_code,
       counted, method, terminal_id, channel_client_id)
     VALUES ($1, $2, $3, $4, $5, '507677******1234', 'second', $6, $7, '00', false, 'sms', 'T1', 'gateway')`,
    [
      drawId(atMs),
      at(atMs),
      card.guardIds.second,
      card.cardId,
      customerId,
      reason === 'accepted' ? 'accepted' : 'rejected',
      reason,
    ],
  )
}
