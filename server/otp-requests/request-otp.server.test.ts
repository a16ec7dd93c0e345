import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { guardIdOf } from '#server/keys.ts'
import type { Pan } from '#server/pan.ts'
import { type CodeFixture, sentCode, smsCustomer, wrongFor } from '#tests/harness/code-fixture.ts'
import { drawPan, makeCard, makeCustomer } from '#tests/harness/make-customer.ts'
import { makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { askOtp, drawKey, purchase, readCode, readSms, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()
const fixture: CodeFixture = { services, owner, database, nowMs }

async function logged(otpRequestId: string): Promise<Record<string, unknown>> {
  const { rows } = await owner.query(
    `SELECT r.*, (SELECT count(*)::int FROM sms_outbox o JOIN sms_message m ON m.id = o.sms_message_id
      WHERE m.otp_request_id = r.id) AS sent FROM otp_request r WHERE id = $1`,
    [otpRequestId],
  )
  return rows[0]
}

async function expectSuppressed(pan: Pan, reason: string, atMs = nowMs): Promise<void> {
  const { otpRequestId, ...answer } = await askOtp(services, { pan, nowMs: atMs })
  expect(answer).toMatchObject({ referenceNumber: expect.stringMatching(/^[0-9]{12}$/), validitySeconds: 120 })
  expect(await logged(otpRequestId)).toMatchObject({ state: 'suppressed', suppressed_reason: reason, sent: 0 })
}

test('the SMS says bank, kind, payee, account, amount and validity, and the code is a line by itself', async () => {
  const customer = await smsCustomer(fixture)
  const account = { kind: 'iban', value: 'ir06 2960 0000 0010 0324 2000 01' }
  const transaction = { ...purchase, processType: 'transfer', payee: { ...purchase.payee, account } }
  const { otpRequestId } = await askOtp(services, { pan: customer.card.pan, nowMs, transaction })
  const text = (await readSms(owner, database, otpRequestId)) ?? ''
  expect(text).toContain('بانک نمونه')
  expect(text).toContain('۱٬۲۵۰٬۰۰۰ ریال')
  expect(text.split('\n').filter((line) => /^[0-9]{7}$/.test(line))).toHaveLength(1)
  const row = await logged(otpRequestId)
  expect(row).toMatchObject({ state: 'sent', sent: 1, account_masked: expect.stringMatching(/^IR06\*+0001$/) })
  expect(JSON.stringify(row)).not.toContain('0629600000')
})

test('each reason not to send is recorded, and answered like a request that was sent', async () => {
  await expectSuppressed(drawPan(), 'card_unknown')
  await expectSuppressed((await makeCustomer(owner, services.keys, { nowMs })).card.pan, 'not_enrolled')
  await expectSuppressed((await smsCustomer(fixture, { card: { status: 'blocked' } })).card.pan, 'card_blocked')
  await expectSuppressed((await smsCustomer(fixture, { card: { expiresAtMs: nowMs - 1 } })).card.pan, 'card_expired')
  await expectSuppressed((await smsCustomer(fixture, { mobile: null })).card.pan, 'mobile_missing')
  await expectSuppressed((await smsCustomer(fixture, { coolingOffUntilMs: nowMs + 1000 })).card.pan, 'cooling_off')
  const suspended = await smsCustomer(fixture)
  await owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [suspended.card.guardIds.second, at(nowMs)])
  await expectSuppressed(suspended.card.pan, 'enrollment_suspended')
  const held = await smsCustomer(fixture)
  await owner.query('UPDATE guard SET held_since = $2 WHERE id = $1', [held.card.guardIds.second, at(nowMs)])
  await expectSuppressed(held.card.pan, 'enrollment_locked')
})

test('a guard closed for app codes alone still lets an SMS code be sent', async () => {
  const customer = await smsCustomer(fixture)
  await owner.query('UPDATE guard SET app_closed_until = $2 WHERE id = $1', [
    customer.card.guardIds.second,
    at(nowMs + 900_000),
  ])
  const { code } = await sentCode(fixture, customer)
  expect(await typeCode(services, { pan: customer.card.pan, code, nowMs })).toMatchObject({ outcome: 'accepted' })
})

test('a fourth live request supersedes the oldest, and accepting one supersedes others with the same binding', async () => {
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  const asked = []
  for (let press = 0; press < 4; press++) asked.push(await sentCode(fixture, customer, { atMs: nowMs + press }))
  const [first, second, third, fourth] = asked
  expect(await logged(first?.otpRequestId ?? '')).toMatchObject({ state: 'superseded' })
  expect(await typeCode(services, { pan, code: third?.code ?? '', nowMs: nowMs + 10 })).toMatchObject({
    outcome: 'accepted',
  })
  for (const twin of [second, fourth])
    expect(await logged(twin?.otpRequestId ?? '')).toMatchObject({ state: 'superseded' })
  expect(await logged(third?.otpRequestId ?? '')).toMatchObject({ state: 'used' })
})

test('an unnamed wrong code costs a try of every live request with its binding, and of no other', async () => {
  const customer = await smsCustomer(fixture)
  const same = await sentCode(fixture, customer)
  const other = await sentCode(fixture, customer, { atMs: nowMs + 1, transaction: { ...purchase, amount: 7 } })
  await typeCode(services, { pan: customer.card.pan, code: wrongFor(same.code), nowMs: nowMs + 2 })
  expect(await logged(same.otpRequestId)).toMatchObject({ tries: 1 })
  expect(await logged(other.otpRequestId)).toMatchObject({ tries: 0 })
})

test('the eleventh request of a card in ten minutes is suppressed and supersedes nothing; later it is sent again', async () => {
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  for (let press = 0; press < 10; press++) await sentCode(fixture, customer, { atMs: nowMs + press })
  await expectSuppressed(pan, 'card_rate', nowMs + 20)
  const { rows } = await owner.query(`SELECT count(*)::int FROM otp_request WHERE card_id = $1 AND state = 'sent'`, [
    customer.card.cardId,
  ])
  expect(rows[0].count).toBe(3)
  expect((await sentCode(fixture, customer, { atMs: nowMs + 601_000 })).code).toMatch(/^[0-9]{7}$/)
})

test('what is kept of codes stays bounded for a card of nobody whoever presses', async () => {
  const pan = drawPan()
  for (let press = 0; press < 15; press++) await askOtp(services, { pan, nowMs: nowMs + press })
  const { rows } = await owner.query('SELECT count(*)::int FROM otp_code WHERE guard_id = $1', [
    guardIdOf(services.keys, pan.reveal(), 'second'),
  ])
  expect(rows[0].count).toBe(10)
})

test('two cards of one mobile share its rate exactly, also when pressed at once', async () => {
  const customer = await smsCustomer(fixture)
  const card = await makeCard(owner, services.keys, { nowMs, customerId: customer.customerId })
  await makeSmsEnrollment(owner, { ...customer, card }, { nowMs })
  const pans = [customer.card.pan, card.pan]
  await Promise.all(
    Array.from({ length: 16 }, (_, place) =>
      askOtp(services, { pan: pans[place % 2] ?? card.pan, nowMs: nowMs + place }),
    ),
  )
  const { rows } = await owner.query(
    `SELECT state = 'suppressed' AS suppressed, suppressed_reason AS reason, count(*)::int FROM otp_request
     WHERE customer_id = $1 AND (suppressed_reason IS NOT NULL OR state <> 'suppressed') GROUP BY 1, 2 ORDER BY 1`,
    [customer.customerId],
  )
  expect(rows.filter(({ reason }) => reason === null).reduce((sum, { count }) => sum + count, 0)).toBe(10)
  expect(rows.find(({ reason }) => reason === 'mobile_rate')).toMatchObject({ count: 6 })
})

test('a repeated request sends no second SMS and answers the same', async () => {
  const customer = await smsCustomer(fixture)
  const key = drawKey(nowMs)
  const ask = () => askOtp(services, { pan: customer.card.pan, nowMs, key })
  const [first, twin] = await Promise.all([ask(), ask()])
  expect(twin).toEqual(first)
  expect(await ask()).toEqual(first)
  const { rows } = await owner.query('SELECT count(*)::int FROM sms_message WHERE customer_id = $1', [
    customer.customerId,
  ])
  expect(rows[0].count).toBe(1)
})

test('a press while a code is being used spoils neither', async () => {
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  const { code } = await sentCode(fixture, customer)
  let pressed = false
  const afterRead = async (): Promise<void> => {
    if (pressed) return
    pressed = true
    for (let press = 1; press <= 3; press++) await askOtp(services, { pan, nowMs: nowMs + press })
  }
  const answer = await typeCode(services, { pan, code, nowMs: nowMs + 5, hooks: { afterRead } })
  expect(answer).toMatchObject({ outcome: 'rejected', reason: 'expired' })
})

test('neither the code nor the whole card stands anywhere in the database', async () => {
  const customer = await smsCustomer(fixture)
  const { code, otpRequestId } = await sentCode(fixture, customer)
  await typeCode(services, { pan: customer.card.pan, code, otpRequestId, nowMs })
  const { rows } = await owner.query(
    `SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM (
       SELECT to_jsonb(r) AS t FROM otp_request r WHERE r.id = $1 UNION ALL SELECT to_jsonb(c) - 'code_mac' FROM otp_code c WHERE c.otp_request_id = $1
       UNION ALL SELECT to_jsonb(v) - 'xid' FROM verification v WHERE v.otp_request_id = $1
       UNION ALL SELECT to_jsonb(m) FROM sms_message m WHERE m.otp_request_id = $1
       UNION ALL SELECT to_jsonb(o) FROM sms_outbox o JOIN sms_message m ON m.id = o.sms_message_id WHERE m.otp_request_id = $1) t`,
    [otpRequestId],
  )
  expect(rows[0].text).not.toMatch(new RegExp(`"${code}"|: ${code}\\b|${customer.card.pan.reveal()}`))
  expect(await readCode(owner, database, otpRequestId)).toBe(code)
})
