import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseTokenPart } from '#domain/activation/token-alphabet.ts'
import { at } from '#server/database.ts'
import { type CustomerWish, makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readActions, readAudit } from '#tests/harness/read-audit.ts'
import { readLatestCode, readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { installPhone } from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database, { policy: { registrationsPerAddressPerTenMinutesMax: 1000 } })
const fixture = { channel, owner, database }
const path = '/v1/atm/activation-tokens'
const dayMs = 86_400_000

const customerOf = (wish: Partial<CustomerWish> = {}) =>
  makeCustomer(owner, services.keys, { nowMs: Date.now(), ...wish })
const issue = ({ card, mobile }: TestCustomer, more = {}) =>
  channel.call('atm', 'POST', path, {
    pan: card.pan.reveal(),
    terminalId: 'ATM-0007',
    pinKind: 'second',
    mobile: mobile ?? '09120000000',
    ...more,
  })

async function customerWithPhone(): Promise<TestCustomer & { mobile: string }> {
  const customer = await customerOf()
  const mobile = customer.mobile ?? ''
  await installPhone(fixture, mobile)
  return { ...customer, mobile }
}

test('a token comes in two halves that never meet: one to the receipt, one by SMS', async () => {
  const customer = await customerWithPhone()
  const answer = await issue(customer)
  const { activationTokenId, enrollmentId, receiptPart } = answer.body
  expect(answer.status).toBe(201)
  expect(parseTokenPart('receipt', receiptPart)).toEqual({ ok: true, part: receiptPart })
  const smsPart = await readLatestCode(owner, database, { mobile: customer.mobile, template: 'activation_token' })
  expect(parseTokenPart('sms', smsPart)).toEqual({ ok: true, part: smsPart })
  expect(answer.text).not.toContain(smsPart)
  const [row] = (await readAudit(owner, customer.customerId)).filter(({ action }) =>
    action.startsWith('activation_token'),
  )
  const { data } = row ?? {}
  expect(data).toMatchObject({
    enrollmentId,
    terminalId: 'ATM-0007',
    last4: customer.card.pan.last4,
    pinKind: 'second',
  })
  const stored = await owner.query(
    `SELECT row_to_json(t)::text || row_to_json(s)::text || (SELECT string_agg(row_to_json(a)::text, '') FROM audit_event a)
       || (SELECT string_agg(row_to_json(r)::text, '') FROM request_outcome r) AS everything
     FROM activation_token t JOIN activation_token_secret s ON s.activation_token_id = t.id WHERE t.id = $1`,
    [activationTokenId],
  )
  expect(stored.rows[0].everything).not.toMatch(new RegExp(`${receiptPart}|${smsPart}|${customer.card.pan.reveal()}`))
  const notices = (await readSms(owner, database, customer)).map(({ noticeKind }) => noticeKind)
  expect(notices).toContain('token_issued')
})

test('a repeat never tells the receipt part again', async () => {
  const customer = await customerWithPhone()
  const requestId = randomUUID()
  const { activationTokenId, enrollmentId, receiptPart } = (await issue(customer, { requestId })).body
  const repeat = await issue(customer, { requestId })
  expect(repeat.status).toBe(409)
  expect(repeat.body).toMatchObject({ code: 'already_issued', activationTokenId, enrollmentId })
  expect(repeat.text).not.toContain(receiptPart)
})

test('twins of one request at once: one issues, the other is told that it was', async () => {
  const customer = await customerWithPhone()
  const requestId = randomUUID()
  const answers = await Promise.all(Array.from({ length: 8 }, () => issue(customer, { requestId })))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.code === 'already_issued')).toHaveLength(7)
  expect((await readActions(owner, customer.customerId)).filter((a) => a === 'activation_token.issued')).toHaveLength(1)
})

test('of ATMs that issue at once every one answers, and one token lives', async () => {
  const customer = await customerWithPhone()
  const answers = await Promise.all(Array.from({ length: 5 }, () => issue(customer)))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
  const { rows } = await owner.query(
    'SELECT status, count(*) FROM activation_token WHERE customer_id = $1 GROUP BY status ORDER BY status',
    [customer.customerId],
  )
  expect(rows).toEqual([
    { status: 'issued', count: 1 },
    { status: 'superseded', count: 4 },
  ])
})

test('five lost answers a day are free; then five tokens count and the next is refused until midnight in Tehran', async () => {
  const customer = await customerWithPhone()
  const statuses: number[] = []
  for (let n = 0; n < 11; n++) statuses.push((await issue(customer)).status)
  expect(statuses).toEqual([...Array(10).fill(201), 429])
  const refused = await issue(customer)
  expect(refused.body.code).toBe('daily_limit')
  const reasons = (await readAudit(owner, customer.customerId)).map(({ data }) => data.reason)
  expect(reasons.filter((reason) => reason === 'daily_limit')).toHaveLength(2)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(86_400)
  await owner.query(
    `UPDATE activation_token SET issued_at = issued_at - interval '1 day' WHERE customer_id = $1 AND status <> 'issued'`,
    [customer.customerId],
  )
  expect((await issue(customer)).status).toBe(201)
})

test('tokens that somebody tried count at once', async () => {
  const customer = await customerWithPhone()
  for (let n = 0; n < 5; n++) {
    expect((await issue(customer)).status).toBe(201)
    await owner.query('UPDATE activation_token SET tried = true WHERE customer_id = $1', [customer.customerId])
  }
  expect((await issue(customer)).body.code).toBe('daily_limit')
})

test('a token past its day gives way to the next one', async () => {
  const customer = await customerWithPhone()
  const first = await issue(customer)
  await owner.query('UPDATE activation_token SET expires_at = $2 WHERE customer_id = $1', [
    customer.customerId,
    at(Date.now() - 1),
  ])
  expect((await issue(customer)).status).toBe(201)
  const { rows } = await owner.query('SELECT status FROM activation_token WHERE id = $1', [
    first.body.activationTokenId,
  ])
  expect(rows).toEqual([{ status: 'expired' }])
})

const cooling = { coolingOffUntilMs: Date.now() + dayMs }
const other = { mobile: '09121111111' }
test.each<[string, Partial<CustomerWish>, Record<string, unknown>]>([
  ['card_blocked', { ...cooling, mobile: null, card: { status: 'blocked', expiresAtMs: Date.now() - dayMs } }, other],
  ['card_expired', { ...cooling, mobile: null, card: { expiresAtMs: Date.now() - dayMs } }, other],
  ['mobile_missing', { ...cooling, mobile: null }, other],
  ['mobile_mismatch', cooling, other],
  ['cooling_off', cooling, {}],
  ['app_not_registered', {}, {}],
])('of several reasons against a token the first in order is answered: %s', async (code, wish, more) => {
  const customer = await customerOf(wish)
  await owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [customer.card.guardIds.second, at(Date.now())])
  const answer = await issue(customer, more)
  expect([answer.status, answer.body.code]).toEqual([409, code])
  const rows = await readAudit(owner, customer.customerId)
  expect(rows).toMatchObject([{ action: 'activation_token.refused', data: { reason: code, terminalId: 'ATM-0007' } }])
  if (code === 'cooling_off') expect(answer.body.until).toBe(new Date(cooling.coolingOffUntilMs).toISOString())
})

test('a suspension stands before the daily limit, for its own PIN only', async () => {
  const customer = await customerWithPhone()
  await owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [customer.card.guardIds.second, at(Date.now())])
  expect((await issue(customer)).body.code).toBe('enrollment_suspended')
  expect((await issue(customer, { pinKind: 'first' })).status).toBe(201)
})

test('the mobile may be typed in any spelling, in Persian digits too', async () => {
  const customer = await customerWithPhone()
  const persian = customer.mobile.slice(3).replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
  expect((await issue(customer, { mobile: `۰۰۹۸${persian}` })).status).toBe(201)
})
