import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  findDeskCustomer,
  listDeskDevices,
  listDeskEnrollments,
  listDeskPins,
  listDeskTokens,
} from '#server/customers/desk-repository.ts'
import { findPayments } from '#server/customers/find-payments-repository.ts'
import { listTimeline } from '#server/customers/timeline-repository.ts'
import { openPool, type Sql } from '#server/database.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { fillDatabase } from '../../scripts/seed-million/fill-database.ts'

const database = await openTestDatabase()
const settings = { enable_seqscan: 'on', plan_cache_mode: 'auto' }
const pool = openPool({ connectionString: database.channelUrl, max: 1, applicationName: 'desk-plans', settings })
const dataFolder = mkdtempSync(join(tmpdir(), 'ramzban-plans-'))
afterAll(async () => {
  await pool.end()
  rmSync(dataFolder, { recursive: true, force: true })
}, 10_000)
// Of tables without rows the planner has no opinion.
beforeAll(async () => {
  const size = { customers: 1_000, verifications: 1_000, auditEvents: 1_000 }
  const [superuserUrl, keysFile] = [database.superuserUrl, database.keyFiles.channel]
  await fillDatabase({ superuserUrl, keysFile, dataFolder, size, nowMs: Date.now(), report: () => {} })
}, 60_000)

const customerId = randomUUID()
const small = ['branch', 'operator', 'complaint', 'complaint_event']

const statements: [string, (sql: Sql) => Promise<unknown>][] = [
  ['the head', (sql) => findDeskCustomer(sql, customerId)],
  ['cards and PINs', (sql) => listDeskPins(sql, customerId)],
  ['enrollments', (sql) => listDeskEnrollments(sql, customerId)],
  ['devices', (sql) => listDeskDevices(sql, customerId, 20)],
  ['tokens', (sql) => listDeskTokens(sql, { customerId, sinceMs: 0, limit: 6 })],
  ['the timeline', (sql) => listTimeline(sql, { customerId, kind: null, tellsTries: true, before: null, limit: 31 })],
]

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Index Cond'?: string
  'Recheck Cond'?: string
  Plans?: Plan[]
}

/** Tables that are read whole, row by row or along an index without a condition. */
function listWholeReads(plan: Plan): string[] {
  const below = (plan.Plans ?? []).flatMap(listWholeReads)
  const table = plan['Relation Name']?.replace(/_\d{4}_\d\d$/, '')
  const isBound = plan['Index Cond'] !== undefined || plan['Recheck Cond'] !== undefined
  return table && !isBound && !small.includes(table) ? [...below, table] : below
}

test.each(statements)('%s of a customer are read by an index, however many customers there are', async (_, read) => {
  const texts: string[] = []
  const spy = {
    query: (query: string | { text: string }, values?: unknown[]) => {
      texts.push(typeof query === 'string' ? query : query.text)
      return pool.query(query as string, values)
    },
  }
  await read(spy as unknown as Sql)
  // So few rows are read whole anyway; where that is forbidden, only what no index serves still is.
  await pool.query('SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off')
  for (const text of texts) {
    const { rows } = await pool.query(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`)
    expect(listWholeReads(rows[0]['QUERY PLAN'][0].Plan)).toEqual([])
  }
  expect(texts).toHaveLength(1)
})

/** All looks into an index: of which table, by what. */
function listIndexLooks(plan: Plan): { table: string; condition: string }[] {
  const below = (plan.Plans ?? []).flatMap(listIndexLooks)
  const { 'Relation Name': table, 'Index Cond': condition } = plan
  return table && condition ? [...below, { table, condition }] : below
}

/** Partitions with rows enough for one index to be cheaper than another: not that of a month that has just begun. */
async function listFilledTables(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>('SELECT relname AS name FROM pg_class WHERE reltuples >= 30')
  return rows.map(({ name }) => name)
}

test('payments of about an amount are found in a shop by the amount, never by walking all that the shop sold', async () => {
  const plans: Plan[] = []
  const spy = {
    query: async (text: string, values: unknown[]) => {
      const { rows } = await pool.query(`EXPLAIN (FORMAT JSON) ${text}`, values)
      plans.push(rows[0]['QUERY PLAN'][0].Plan)
      return { rows: [] }
    },
  }
  // As rare in this shop as it gets: the newest that fit are months away, or nowhere.
  const amounts = [{ exactRials: 999_999_500, fromRials: 999_999_000, toRials: 999_999_999 }]
  const [fromMs, toMs] = [Date.now() - 300 * 86_400_000, Date.now()]
  await pool.query('SET enable_seqscan = off; SET enable_bitmapscan = off')
  const wish = { fromMs, toMs, centresMs: [], amounts, merchantIds: ['SNAPP'], last4: null }
  await findPayments(spy as unknown as Sql, wish)
  const filled = await listFilledTables()
  const looks = plans.flatMap(listIndexLooks).filter(({ table }) => filled.includes(table))
  const ofShop = looks.map(({ condition }) => condition).filter((condition) => condition.includes('merchant_id'))
  expect(ofShop.length).toBeGreaterThan(2)
  for (const condition of ofShop) expect(condition).toContain('amount')
})
