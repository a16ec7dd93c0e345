import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endWebOverstays } from '#server/maintenance/end-overstays.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWorker } from '#tests/harness/open-test-worker.ts'
import { type Attempt, attemptsOn, leftToIt, loneAttempts, otherAttempts, outcomeOf } from './database-attempts.ts'

const database = await openTestDatabase()
const { owner, services } = openTestServices(database)
const worker = openTestWorker(database, services.institution)
/** The web process's connection in the hands of somebody else: what its role was set to, it sets otherwise. */
const intruder = new pg.Client({ connectionString: database.webUrl })

beforeAll(async () => {
  await intruder.connect()
  await disarm(intruder)
})
afterAll(() => intruder.end())

async function disarm(client: pg.Client): Promise<void> {
  client.on('error', () => {})
  for (const setting of ['default_transaction_read_only = off', 'statement_timeout = 0', 'transaction_timeout = 0'])
    await client.query(`SET ${setting}`)
  await client.query('SET idle_in_transaction_session_timeout = 0')
}

async function tryAll(attempts: readonly Attempt[]): Promise<string[]> {
  const achieved: string[] = []
  for (const attempt of attempts) {
    const outcome = await outcomeOf(intruder, attempt)
    if (outcome !== 'refused') achieved.push(`${attempt.statement}: ${outcome}`)
  }
  return achieved
}

test('no row of any table, partition or view is written, locked or taken away', async () => {
  const { rows } = await owner.query<{ name: string; columns: string[] }>(
    `SELECT c.oid::regclass::text AS name, ARRAY(SELECT quote_ident(attname) FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')::text[] AS columns
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')`,
  )
  expect(rows.length).toBeGreaterThan(50)
  const attempts = rows.flatMap(({ name, columns }) => attemptsOn(name, columns))
  expect(await tryAll(attempts)).toEqual([])
  console.info(`${attempts.length} statements on ${rows.length} relations: every one refused`)
}, 300_000)

test('no lock, object, file, message, role or setting is had without a table', async () => {
  expect(await tryAll(otherAttempts)).toEqual([])
  for (const attempt of loneAttempts)
    expect(await outcomeOf(intruder, attempt, true), attempt.statement).toBe('refused')
})

test('what PostgreSQL leaves to every role touches nothing of anybody else’s', async () => {
  const grants = 'SELECT relname, relacl::text, (SELECT count(*) FROM pg_default_acl) FROM pg_class ORDER BY oid'
  const before = (await owner.query(grants)).rows
  for (const attempt of leftToIt) expect(await outcomeOf(intruder, attempt), attempt.statement).toBe('done')
  expect((await owner.query(grants)).rows).toEqual(before)
  console.table(leftToIt.map(({ statement, comesTo }) => ({ statement, comesTo })))
})

test('a function that may be called and changes something is none of the product’s', async () => {
  const { rows } = await owner.query(
    `SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.provolatile = 'v'
       AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('ramzban_web', p.oid, 'EXECUTE')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
  )
  expect(rows).toEqual([])
})

test('it opens its own connections and leaves the others theirs', async () => {
  const opened: pg.Client[] = []
  const refusal = await (async () => {
    for (let count = 0; count < 100; count += 1) {
      const client = new pg.Client({ connectionString: database.webUrl })
      client.on('error', () => {})
      try {
        await client.connect()
      } catch (error) {
        return (error as Error).message
      }
      opened.push(client)
    }
    return 'none'
  })()
  try {
    expect(refusal).toMatch(/too many connections for role/)
    expect(opened.length).toBeLessThan(30)
    await services.pool.query('SELECT 1')
  } finally {
    await Promise.all(opened.map((client) => client.end()))
  }
}, 60_000)

test('a transaction that it holds open is ended, whatever it set its timeouts to', async () => {
  const holder = new pg.Client({ connectionString: database.webUrl })
  await holder.connect()
  await disarm(holder)
  const gone = new Promise<string>((end) => holder.on('end', () => end('ended')))
  await holder.query('BEGIN')
  await holder.query('SELECT 1 FROM customer')
  await endWebOverstays(worker)
  expect((await holder.query('SELECT 1')).rowCount).toBe(1)
  await new Promise((over) => setTimeout(over, 12_500))
  await endWebOverstays(worker)
  expect(await gone).toBe('ended')
}, 60_000)
