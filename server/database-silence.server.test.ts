import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool, type Pool, withTransaction } from '#server/database.ts'
import { isDatabaseTrouble } from '#server/database-trouble.ts'
import { runInBatches } from '#server/run-in-batches.ts'
import { type FaultProxy, startFaultProxy } from '#tests/harness/fault-proxy.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'

const SILENCE_MAX_MS = 400
const database = await openTestDatabase()
let proxy: FaultProxy
let pool: Pool

beforeAll(async () => {
  const url = new URL(database.channelUrl)
  proxy = await startFaultProxy(Number(url.port))
  url.port = String(proxy.port)
  pool = openPool({ connectionString: url.href, max: 2, applicationName: 'silence', silenceMaxMs: SILENCE_MAX_MS })
})
afterAll(async () => {
  await pool.end()
  await proxy.close()
})

/** Connects first, so that the connection in use is one that stood when the other side fell silent. */
async function fallSilentAmid<T>(work: () => Promise<T>): Promise<unknown> {
  await pool.query('SELECT')
  proxy.suffer({ kind: 'half-open', swallows: 'both' })
  const error = await work().then(
    () => null,
    (failure: unknown) => failure,
  )
  proxy.suffer(null)
  return error
}

const answersAgain = async (): Promise<void> => {
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
}

test('a database that falls silent without an end of the connection is an error of the database, and the next query has another connection', async () => {
  const error = await fallSilentAmid(() => pool.query('SELECT 1'))
  expect(isDatabaseTrouble(error)).toBe(true)
  await answersAgain()
})

test('a transaction that meets silence fails once, without waiting for its rollback', async () => {
  const startedAtMs = performance.now()
  const error = await fallSilentAmid(() =>
    withTransaction(pool, async (tx) => {
      await tx.query('SELECT 1')
    }),
  )
  expect(isDatabaseTrouble(error)).toBe(true)
  expect(performance.now() - startedAtMs).toBeGreaterThan(SILENCE_MAX_MS * 0.9)
  await answersAgain()
})

test('a batch that meets silence does not keep those after it waiting for ever', async () => {
  const work = {
    all: async (sql: Pool, jobs: number[]) => {
      await sql.query('SELECT 1')
      return jobs
    },
    alone: async (sql: Pool, job: number) => {
      await sql.query('SELECT 1')
      return job
    },
  }
  expect(isDatabaseTrouble(await fallSilentAmid(() => runInBatches(pool, work, 1)))).toBe(true)
  expect(await runInBatches(pool, work, 2)).toBe(2)
})
