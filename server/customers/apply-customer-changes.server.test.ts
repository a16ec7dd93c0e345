import { randomInt, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { nationalIdCheckDigit } from '#domain/enrollment/national-id.ts'
import { applyCustomerChanges } from '#server/customers/apply-customer-changes.ts'
import { type CodeFixture, sentCode, smsCustomer } from '#tests/harness/code-fixture.ts'
import { drawPan, makeCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()
const fixture: CodeFixture = { services, owner, database, nowMs }
const HOUR_MS = 3_600_000

async function apply(changes: Record<string, unknown>[], atMs = nowMs) {
  const requestId = randomUUID()
  const actor = { kind: 'channel' as const, clientId: 'core', clientKind: 'core' as const, name: 'core' }
  const ctx = { actor, requestId, ip: null, userAgent: null, nowMs: atMs }
  const key = { clientId: 'core', requestId, bodyMac: Buffer.alloc(32), nowMs: atMs, keptSeconds: 86_400 }
  const { body } = await applyCustomerChanges(services, ctx, { requestId, changes: changes as never }, key)
  return body as { applied: number; refused: { index: number; code: string }[] }
}

async function changeOf(customerId: string, more: Record<string, unknown> = {}) {
  const { rows } = await owner.query(
    `SELECT customer_number AS "customerNumber", national_id AS "nationalId", c.name, mobile, sms_member AS "smsMember", b.code AS "branchCode"
     FROM customer c JOIN branch b ON b.id = c.branch_id WHERE c.id = $1`,
    [customerId],
  )
  return { ...rows[0], nationalId: drawNationalId(), cards: [], ...more }
}

function drawNationalId(): string {
  const body = String(randomInt(100_000_000, 999_999_998))
  return body + nationalIdCheckDigit(body)
}

async function read<T>(text: string, values: unknown[]): Promise<T[]> {
  return (await owner.query(text, values)).rows as T[]
}

test('a new customer comes with cards, fingerprints and both guards, and without a cooling-off', async () => {
  const neighbour = await makeCustomer(owner, services.keys, { nowMs })
  const pan = drawPan()
  const change = await changeOf(neighbour.customerId, {
    customerNumber: '778811',

    mobile: '۰۹۱۲۳۳۳۴۴۵۵',
    name: 'علي كريمي',
    cards: [{ pan: pan.reveal(), status: 'active', expires: '2029-05' }],
  })
  expect(await apply([change])).toEqual({ applied: 1, refused: [] })
  const [customer] = await read<{ id: string; mobile: string; search: string; cooling: number | null }>(
    `SELECT id, mobile, name_search AS search, cooling_off_until AS cooling FROM customer WHERE customer_number = '778811'`,
    [],
  )
  expect(customer).toMatchObject({ mobile: '+989123334455', search: 'علی کریمی', cooling: null })
  const guards = await read<{ pinKind: string }>(
    `SELECT g.pin_kind AS "pinKind" FROM guard g JOIN card c ON c.id = g.card_id WHERE c.customer_id = $1 ORDER BY 1`,
    [customer?.id],
  )
  expect(guards.map(({ pinKind }) => pinKind)).toEqual(['first', 'second'])
  const audit = await read<{ action: string }>('SELECT action FROM audit_event WHERE customer_id = $1', [customer?.id])
  expect(audit).toEqual([{ action: 'customer.imported' }])
})

test('a changed mobile ends installations, tokens and live requests of the old number, tells both numbers and starts the cooling-off', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  await makeSmsEnrollment(owner, customer, { nowMs })
  const app = await makeAppEnrollment(owner, services.keys, customer, { nowMs })
  expect(await apply([await changeOf(customer.customerId, { mobile: '09350001122' })])).toEqual({
    applied: 1,
    refused: [],
  })
  const [row] = await read<{ mobile: string; cooling: number }>(
    'SELECT mobile, cooling_off_until AS cooling FROM customer WHERE id = $1',
    [customer.customerId],
  )
  expect(row).toEqual({ mobile: '+989350001122', cooling: nowMs + 24 * HOUR_MS })
  expect(await read('SELECT status, ended_reason AS why FROM device WHERE id = $1', [app.deviceId])).toEqual([
    { status: 'deactivated', why: 'mobile_changed' },
  ])
  expect(await read('SELECT status FROM activation WHERE id = $1', [app.activationId])).toEqual([{ status: 'ended' }])
  const enrollments = await read('SELECT method, status FROM enrollment WHERE customer_id = $1 ORDER BY method', [
    customer.customerId,
  ])
  expect(enrollments).toEqual([
    { method: 'app', status: 'deactivated' },
    { method: 'sms', status: 'active' },
  ])
  const notices = await read(
    'SELECT mobile, notice_kind AS kind FROM sms_message WHERE customer_id = $1 ORDER BY kind',
    [customer.customerId],
  )
  expect(notices).toEqual([
    { mobile: '+989350001122', kind: 'mobile_changed_new' },
    { mobile: customer.mobile, kind: 'mobile_changed_old' },
  ])
  const actions = await read<{ action: string }>('SELECT action FROM audit_event WHERE customer_id = $1 ORDER BY 1', [
    customer.customerId,
  ])
  expect(actions.map(({ action }) => action)).toEqual([
    'customer.imported',
    'customer.mobile_changed',
    'device.deactivated',
  ])
})

test('a changed mobile ends only what lives: a code that expired before it stays expired', async () => {
  const customer = await smsCustomer(fixture)
  const { code } = await sentCode(fixture, customer)
  const { pan } = customer.card
  await apply([await changeOf(customer.customerId, { mobile: '09350001124' })], nowMs + 120_000)
  expect(await typeCode(services, { pan, code, nowMs: nowMs + 120_001 })).toMatchObject({ reason: 'expired' })
})

test('a first mobile of a customer who has cards cools off, is told to it, and waits for the branch to see it', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs, mobile: null })
  await apply([await changeOf(customer.customerId, { mobile: '09350001123' })])
  expect(await read('SELECT cooling_off_until AS until FROM customer WHERE id = $1', [customer.customerId])).toEqual([
    { until: nowMs + 24 * HOUR_MS },
  ])
  expect(
    await read('SELECT mobile, notice_kind AS kind FROM sms_message WHERE customer_id = $1', [customer.customerId]),
  ).toEqual([{ mobile: '+989350001123', kind: 'mobile_changed_new' }])
  expect(
    await read(
      `SELECT data -> 'isFirst' AS first FROM audit_event WHERE customer_id = $1 AND action = 'customer.mobile_changed'`,
      [customer.customerId],
    ),
  ).toEqual([{ first: true }])
  expect(
    await read('SELECT at, seen_at AS seen FROM first_mobile WHERE customer_id = $1', [customer.customerId]),
  ).toEqual([{ at: nowMs, seen: null }])
})

test('a first mobile that comes with the first cards, or before them, does not cool off', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs, mobile: null })
  const { customerId } = customer
  await owner.query('DELETE FROM card_fingerprint WHERE card_id = $1', [customer.card.cardId])
  await owner.query('DELETE FROM guard WHERE card_id = $1', [customer.card.cardId])
  await owner.query('DELETE FROM card WHERE customer_id = $1', [customerId])
  const cards = [{ pan: drawPan().reveal(), status: 'active', expires: '2031-12-31' }]
  await apply([await changeOf(customerId, { mobile: '09350001126', cards })])
  expect(await read('SELECT cooling_off_until AS until FROM customer WHERE id = $1', [customerId])).toEqual([
    { until: null },
  ])
  expect(await read('SELECT FROM first_mobile WHERE customer_id = $1', [customerId])).toEqual([])
})

test('a number that comes after one was taken away is no first: it cools off, and is told so, however long there was none', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  await apply([await changeOf(customer.customerId, { mobile: null })])
  const laterMs = nowMs + 40 * 24 * HOUR_MS
  await apply([await changeOf(customer.customerId, { mobile: '09350001125' })], laterMs)
  const until = laterMs + 24 * HOUR_MS
  expect(await read('SELECT cooling_off_until AS until FROM customer WHERE id = $1', [customer.customerId])).toEqual([
    { until },
  ])
  const notices = 'SELECT mobile, notice_kind AS kind FROM sms_message WHERE customer_id = $1 ORDER BY at'
  expect(await read(notices, [customer.customerId])).toEqual([
    { mobile: customer.mobile, kind: 'mobile_changed_old' },
    { mobile: '+989350001125', kind: 'mobile_changed_new' },
  ])
})

test('a card blocked by core banking moves its guards at once', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const before = await read<{ version: number }>('SELECT version FROM guard WHERE id = $1', [
    customer.card.guardIds.second,
  ])
  const cards = [{ pan: customer.card.pan.reveal(), status: 'blocked', expires: '2031-12-31' }]
  expect(await apply([await changeOf(customer.customerId, { cards })])).toEqual({
    applied: 1,
    refused: [],
  })
  const [guard] = await read<{ version: number; status: string }>(
    'SELECT version, card_status AS status FROM guard WHERE id = $1',
    [customer.card.guardIds.second],
  )
  expect(guard?.status).toBe('blocked')
  expect(guard?.version).toBeGreaterThan(before[0]?.version ?? 0)
})

test('a wrong change is left out by its index and leaves nothing behind, the others stand', async () => {
  const owned = await makeCustomer(owner, services.keys, { nowMs })
  const other = await makeCustomer(owner, services.keys, { nowMs })
  const good = await changeOf(owned.customerId, { name: 'نام تازه' })
  const stolen = [{ pan: owned.card.pan.reveal(), status: 'active', expires: '2029-05' }]
  const answer = await apply([
    await changeOf(other.customerId, { nationalId: '1234567890' }),
    await changeOf(other.customerId, { mobile: '0912' }),
    await changeOf(other.customerId, { branchCode: '99999999' }),
    await changeOf(other.customerId, {
      cards: [{ pan: '5076770000000000', status: 'active', expires: '2029-05' }],
    }),
    await changeOf(other.customerId, { cards: [{ ...stolen[0], expires: '2029-13' }] }),
    await changeOf(other.customerId, { name: 'نباید بماند', cards: stolen }),
    good,
  ])
  expect(answer.refused.map(({ code }) => code)).toEqual([
    'invalid_national_id',
    'invalid_mobile',
    'unknown_branch',
    'invalid_pan',
    'invalid_expiry',
    'card_of_another_customer',
  ])
  expect(answer.applied).toBe(1)
  expect(await read('SELECT name FROM customer WHERE id = $1', [owned.customerId])).toEqual([{ name: 'نام تازه' }])
  expect(await read('SELECT name FROM customer WHERE id = $1', [other.customerId])).toEqual([{ name: 'نام آزمون' }])
})

test('feeds that meet in the same customers, in any order, are each taken over whole', async () => {
  const customers = await Promise.all(Array.from({ length: 6 }, () => makeCustomer(owner, services.keys, { nowMs })))
  const same = await Promise.all(customers.map(({ customerId }) => changeOf(customerId)))
  const moved = same.map((change, place) => ({ ...change, mobile: `0935${1_000_000 + place}` }))
  const answers = await Promise.all([apply(moved), apply(same.toReversed()), apply(moved.toReversed()), apply(same)])
  expect(answers).toEqual(Array(4).fill({ applied: 6, refused: [] }))
})

test('a new customer told of twice at once is made once, with the card', async () => {
  const neighbour = await makeCustomer(owner, services.keys, { nowMs })
  const cards = [{ pan: drawPan().reveal(), status: 'active', expires: '2029-05' }]
  const change = await changeOf(neighbour.customerId, { customerNumber: '778899', mobile: '09123334466', cards })
  const answers = await Promise.all([apply([change]), apply([change]), apply([change])])
  expect(answers).toEqual(Array(3).fill({ applied: 1, refused: [] }))
})

test('a feed that repeats what is known does not hold up the cards’ verifications', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const known = await changeOf(customer.customerId)
  await apply([known])
  const held = await owner.connect()
  try {
    await held.query('BEGIN')
    await held.query('SELECT id FROM guard WHERE card_id = $1 FOR UPDATE', [customer.card.cardId])
    expect(await apply([{ ...known, name: 'نام دیگر' }])).toEqual({ applied: 1, refused: [] })
  } finally {
    await held.query('ROLLBACK')
    held.release()
  }
})
