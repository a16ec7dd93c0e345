import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { drawId } from '#server/draw-id.ts'
import { countVerifications } from '#server/verifications/count-verifications.ts'
import { countNewerVerifications, listVerifications } from '#server/verifications/list-verifications.ts'
import type { LogFilterName, LogFilters } from '#server/verifications/log-schemas.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, putInHand } from '#tests/harness/make-operator.ts'
import { makeVerifications } from '#tests/harness/make-verifications.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const web = openTestWeb(database)
const nowMs = Date.now()
const window = { fromMs: nowMs - 3_600_000, toMs: nowMs + 1 }
const fraud = await makeOperator(owner, { role: 'fraud', nowMs })

const makeOne = () => makeCustomer(owner, services.keys, { nowMs })
const list = (filters: LogFilters, place: { beforeId?: string; afterId?: string; limit?: number } = {}) =>
  listVerifications(web, fraud.ctx(nowMs), { window, filters, ...place })

test('pages from newest to oldest and back show every row once, also rows of one millisecond', async () => {
  const customer = await makeOne()
  const merchant = randomUUID()
  const wishes = Array.from({ length: 57 }, (_, n) => ({
    atMs: nowMs - 1000 * Math.floor(n / 9),
    merchantId: merchant,
  }))
  const made = await makeVerifications(owner, customer, wishes)
  const seen: string[] = []
  let place: { beforeId?: string } = {}
  for (;;) {
    const page = await list({ merchant }, { ...place, limit: 10 })
    seen.push(...page.rows.map(({ id }) => id))
    if (page.olderThanId === null) break
    place = { beforeId: page.olderThanId }
  }
  expect(seen).toHaveLength(57)
  expect([...seen].sort()).toEqual([...made].sort())
  expect(seen).toEqual([...seen].sort().reverse())
  const third = await list({ merchant }, { afterId: seen[30], limit: 10 })
  expect(third.rows.map(({ id }) => id)).toEqual(seen.slice(20, 30))
  const first = await list({ merchant }, { afterId: seen[10], limit: 10 })
  expect(first.rows.map(({ id }) => id)).toEqual(seen.slice(0, 10))
  expect(first.newerThanId).toBeNull()
})

test('every filter narrows to the rows that have it', async () => {
  const customer = await makeOne()
  const [merchant, terminal] = [randomUUID(), randomUUID()]
  const base = { atMs: nowMs, merchantId: merchant, terminalId: terminal }
  const made = await makeVerifications(owner, customer, [
    { ...base, reason: 'accepted', amount: 5 },
    { ...base, reason: 'code_expired', amount: 50 },
    { ...base, reason: 'code_mismatch', amount: 500, customer: null },
  ])
  const idsOf = async (filters: LogFilters) =>
    (await list({ terminal, ...filters })).rows.map(({ id }) => made.indexOf(id)).sort()
  expect(await idsOf({})).toEqual([0, 1, 2])
  expect(await idsOf({ outcome: 'rejected' })).toEqual([1, 2])
  expect(await idsOf({ reason: 'code_expired' })).toEqual([1])
  expect(await idsOf({ min: 50 })).toEqual([1, 2])
  expect(await idsOf({ max: 50 })).toEqual([0, 1])
  expect(await idsOf({ customer: customer.customerId })).toEqual([0, 1])
  expect(await idsOf({ card: customer.card.pan.last4, merchant })).toEqual([0, 1, 2])
  expect(await idsOf({ method: 'app' })).toEqual([])
  expect(await idsOf({ type: 'purchase' })).toEqual([0, 1, 2])
  expect(await idsOf({ client: 'another' })).toEqual([])
})

test('each filter by itself keeps what has its value and drops the rest', async () => {
  const customer = await makeOne()
  const [merchant, terminal] = [randomUUID(), randomUUID()]
  await makeVerifications(owner, customer, [{ atMs: nowMs, merchantId: merchant, terminalId: terminal, amount: 50 }])
  const last4 = customer.card.pan.last4
  const values: { [Name in LogFilterName]: { keeps?: LogFilters[Name]; drops: LogFilters[Name] } } = {
    customer: { keeps: customer.customerId, drops: drawId(nowMs) },
    outcome: { keeps: 'accepted', drops: 'rejected' },
    reason: { keeps: 'accepted', drops: 'code_expired' },
    method: { keeps: 'sms', drops: 'none' },
    type: { keeps: 'purchase', drops: 'none' },
    card: { keeps: last4, drops: last4 === '0000' ? '0001' : '0000' },
    merchant: { keeps: merchant, drops: 'another' },
    terminal: { keeps: terminal, drops: 'another' },
    min: { keeps: 50, drops: 51 },
    max: { keeps: 50, drops: 49 },
    requester: { drops: 'another' },
    ip: { drops: '192.0.2.1' },
    device: { drops: drawId(nowMs) },
    client: { keeps: 'gateway-test', drops: 'another' },
  }
  for (const [name, { keeps, drops }] of Object.entries(values)) {
    const ask = async (value: unknown) => (await list({ merchant, [name]: value })).rows.length
    if (keeps !== undefined) expect([name, await ask(keeps)]).toEqual([name, 1])
    expect([name, await ask(drops)]).toEqual([name, 0])
  }
})

test('live mode counts only what came above the newest row shown, and at most a hundred', async () => {
  const customer = await makeOne()
  const merchant = randomUUID()
  const [first = ''] = await makeVerifications(owner, customer, [{ atMs: nowMs - 5000, merchantId: merchant }])
  const ask = () => countNewerVerifications(web, fraud.ctx(nowMs), { window, filters: { merchant }, afterId: first })
  expect(await ask()).toBe(0)
  await makeVerifications(owner, customer, [{ atMs: nowMs - 9000, merchantId: merchant }])
  expect(await ask()).toBe(0)
  await makeVerifications(
    owner,
    customer,
    Array.from({ length: 130 }, () => ({ atMs: nowMs, merchantId: merchant })),
  )
  expect(await ask()).toBe(100)
})

test('counting stops past ten thousand rows and says so; the facets add up to what was counted', async () => {
  const customer = await makeOne()
  const merchant = randomUUID()
  const wishes = Array.from({ length: 10_050 }, (_, n) => ({
    atMs: nowMs - n * 100,
    merchantId: merchant,
    reason: n % 10 === 0 ? 'code_expired' : 'accepted',
  }))
  await makeVerifications(owner, customer, wishes)
  const counts = await countVerifications(web, fraud.ctx(nowMs), { window, filters: { merchant } })
  expect(counts).toMatchObject({ total: 10_000, isCapped: true, isHistogramCapped: false })
  expect(counts.facets.outcome.map(({ value }) => value)).toEqual(['accepted', 'rejected'])
  expect(counts.facets.reason).toEqual([{ value: 'code_expired', label: null, count: 1001 }])
  const bars = counts.buckets.reduce((sum, { accepted, rejected }) => sum + accepted + rejected, 0)
  expect(bars).toBe(10_050)
  const few = await countVerifications(web, fraud.ctx(nowMs), { window, filters: { merchant, reason: 'code_expired' } })
  expect(few).toMatchObject({ total: 1005, isCapped: false })
})

test.each(['branch', 'support'] as const)(
  'a reader of role %s sees the customer in hand and nobody else',
  async (role) => {
    const [mine, other] = [await makeOne(), await makeOne()]
    const reader = await makeOperator(owner, { role, branchId: mine.branchId, nowMs })
    await makeVerifications(owner, mine, [{ atMs: nowMs }])
    await makeVerifications(owner, other, [{ atMs: nowMs }])
    const read = (filters: LogFilters, atMs = nowMs) => listVerifications(web, reader.ctx(atMs), { window, filters })
    await expect(read({ customer: mine.customerId })).rejects.toMatchObject({ code: 'not_found' })
    await putInHand(owner, {
      operatorId: reader.operatorId,
      customerId: mine.customerId,
      reason: null,
      untilMs: nowMs + 60_000,
    })
    const { rows } = await read({ customer: mine.customerId })
    expect(rows.map(({ customerId }) => customerId)).toEqual([mine.customerId])
    await expect(read({})).rejects.toMatchObject({ code: 'not_found' })
    await expect(read({ customer: other.customerId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(read({ customer: mine.customerId }, nowMs + 60_000)).rejects.toMatchObject({ code: 'not_found' })
    const counting = countVerifications(web, reader.ctx(nowMs), { window, filters: {} })
    await expect(counting).rejects.toMatchObject({ code: 'not_found' })
  },
)

test('refuses role admin, and records the refusal', async () => {
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  const reading = listVerifications(web, admin.ctx(nowMs), { window, filters: {} })
  await expect(reading).rejects.toMatchObject({ code: 'forbidden' })
  const { rows } = await owner.query(`SELECT subject_id FROM audit_event WHERE actor_id = $1`, [admin.operatorId])
  expect(rows).toEqual([{ subject_id: 'verification:read' }])
})
