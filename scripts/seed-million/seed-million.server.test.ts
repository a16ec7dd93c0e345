import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookUpCard } from '#server/cards/look-up-card.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { Pan } from '#server/pan.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { manyLookUps, openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { lookups } from '../../tests/bench/desk-lookups.ts'
import { drawExamples, drawSamples } from '../../tests/bench/draw-examples.ts'
import { fillDatabase } from './fill-database.ts'
import { readCatalogue } from './read-catalogue.ts'

const size = { customers: 2_000, verifications: 20_000, auditEvents: 2_000 }
const nowMs = Math.floor(Date.now() / 60_000) * 60_000
const [database, fresh] = [await openTestDatabase(), await openTestDatabase()]
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database, manyLookUps)
const superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 1 })
const dataFolder = mkdtempSync(join(tmpdir(), 'ramzban-million-'))
const wish = {
  superuserUrl: database.superuserUrl,
  keysFile: database.keyFiles.channel,
  dataFolder,
  size,
  nowMs,
  report: () => {},
}
let support: TestOperator

beforeAll(async () => {
  await fillDatabase(wish)
  support = await makeOperator(owner, { role: 'support', nowMs })
  await drawSamples(superuser)
}, 120_000)

afterAll(async () => {
  await superuser.end()
  rmSync(dataFolder, { recursive: true, force: true })
})

async function count(from: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)
  return rows[0]?.n ?? Number.NaN
}

test('as many rows as were asked for, over twelve months, half of the customers with a little less than the mean', async () => {
  expect(await count('customer')).toBe(size.customers)
  expect(await count('verification')).toBe(size.verifications)
  expect(await count('audit_event')).toBe(size.auditEvents)
  // Of so few rows none may fall into the first hours of a month.
  const hasBegun = new Date(nowMs).getUTCDate() > 2
  const months = await count(`(SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC') FROM verification) months`)
  expect(months).toBeGreaterThanOrEqual(hasBegun ? 12 : 11)
  expect(months).toBeLessThanOrEqual(12)
  const { rows } = await owner.query(
    `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY n) AS median, max(n) AS most
     FROM (SELECT count(v.id) AS n FROM customer k LEFT JOIN verification v ON v.customer_id = k.id GROUP BY k.id) each`,
  )
  expect(rows[0].median).toBeGreaterThanOrEqual(6)
  expect(rows[0].median).toBeLessThanOrEqual(9)
  expect(rows[0].most).toBeGreaterThanOrEqual(1_000)
})

test.each([
  ['verification', 'customer_id', 'customer'],
  ['verification', 'card_id', 'card'],
  ['verification', 'guard_id', 'guard'],
  ['verification', 'enrollment_id', 'enrollment'],
  ['verification', 'activation_id', 'activation'],
  ['verification', 'device_id', 'device'],
  ['verification', 'otp_request_id', 'otp_request'],
  ['otp_request', 'enrollment_id', 'enrollment'],
  ['sms_message', 'customer_id', 'customer'],
  ['audit_event', 'card_id', 'card'],
])('what %s.%s names is there', async (table, column, target) => {
  expect(await count(`${table} WHERE ${column} IS NOT NULL`)).toBeGreaterThan(0)
  expect(
    await count(
      `${table} t WHERE ${column} IS NOT NULL AND NOT EXISTS (SELECT FROM ${target} o WHERE o.id = t.${column})`,
    ),
  ).toBe(0)
})

test('the schema is the one that the migrations make, index by index, key by key, trigger by trigger', async () => {
  const [filled, empty] = [new pg.Client(database.superuserUrl), new pg.Client(fresh.superuserUrl)]
  await Promise.all([filled.connect(), empty.connect()])
  await empty.query('SELECT ensure_partitions(3, 11)')
  expect(await readCatalogue(filled)).toEqual(await readCatalogue(empty))
  await Promise.all([filled.end(), empty.end()])
})

test.each(lookups)('search by $kind finds what the bare statement finds', async (lookup) => {
  const examples = await drawExamples(superuser, lookup, 5)
  for (const { typed, values } of examples) {
    const { rows } = await owner.query<{ id: string; customer_id?: string }>(lookup.bare, values)
    const found = await findCustomers(desk, support.ctx(nowMs), { query: typed })
    const ids = [
      ...found.customers.map(({ id }) => id),
      ...(found.payments?.found.map(({ customer }) => customer.id) ?? []),
    ]
    expect(rows.length, typed).toBeGreaterThan(0)
    const wanted = rows.map(({ id, customer_id: customerId }) => customerId ?? id)
    expect(found.more || found.payments?.more || wanted.some((id) => ids.includes(id)), typed).toBe(true)
  }
})

test('a card whose number is told is found by it', async () => {
  const pans = JSON.parse(readFileSync(join(dataFolder, 'seeded-cards.json'), 'utf8')) as string[]
  const pan = Pan.parse(pans[7] ?? '')
  if (!pan) throw new Error('no card number')
  const request = { clientId: 'test', requestId: randomUUID(), bodyMac: Buffer.alloc(32), nowMs, keptSeconds: 60 }
  const { body } = await lookUpCard(services, support.ctx(nowMs), {
    request,
    input: { requestId: request.requestId, pan },
  })
  expect(await count(`card WHERE id = '${(body as { cardId: string }).cardId}' AND last4 = '${pan.last4}'`)).toBe(1)
})

test('a database that holds customers is left alone', async () => {
  await expect(fillDatabase(wish)).rejects.toThrow('holds customers already')
  expect(await count('customer')).toBe(size.customers)
})
