import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '#server/database.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { runPrisma } from '../scripts/database/prisma-command.ts'

const database = await openTestDatabase()
const superuser = openPool({ connectionString: database.superuserUrl, max: 1, applicationName: 'schema-drift' })
afterAll(() => superuser.end())

/** What the back office never reads through Prisma, and why each is not in prisma/schema.prisma. */
const withoutModel: Record<string, string> = {
  _prisma_migrations: 'Prisma’s own list of applied migrations',
  staff_credential: 'secret: password hashes, for the channel server alone',
  card_fingerprint: 'secret: finds a card by its whole number',
  registration_code: 'secret: MACs of registration codes',
  proof_code: 'secret: MACs of proof codes',
  proof: 'a customer proved by a code: asked for in SQL, in the transaction of the act that needs it',
  activation_token_secret: 'secret: MACs of token halves and the sealed receipt half',
  enrollment_secret: 'secret: sealed OTP secrets',
  channel_client_secret: 'secret: sealed HMAC keys of callers',
  channel_client_handover:
    'sealed to the machines of clients, which alone open it: listed in SQL for the two who asked and approved',
  otp_code: 'secret: MACs of SMS codes',
  sms_body: 'secret: texts with a code, sealed to the worker',
  request_outcome: 'machine API: answers kept for repeats, which may hold a receipt part’s identity',
  sms_outbox: 'queue of what is still to be sent, written in SQL and read by the worker',
  rate_bucket: 'machine API: tries per minute',
  early_delivery_report: 'machine API: reports that wait for their message’s id',
  registration: 'machine API: installations on their way',
  wrong_token_try: 'machine API: an installation’s tries with a wrong receipt part',
  ceiling: 'whose acts of a kind are counted, and when that rang: locked and counted by a function in SQL',
  ceiling_use: 'what was done within the hour, counted by the same function',
  alarm_seen: 'which alarms of their home somebody has seen, asked for in SQL',
  payee: 'names of shops for the search, learnt by a function and read in SQL',
  payee_learning: 'until when those names are learnt',
  name_word: 'words of names for the search, learnt by a trigger and read in SQL',
  sign_in_count: 'failed sign-ins of addresses and of names that are nobody’s',
  key_check: 'which keys the database was written with: compared by each process at its start',
  installation: 'whose database this is, read at start',
}

/** Columns of modelled tables that Prisma is not told of. */
const withoutField: Record<string, string> = {
  'audit_event.xid': 'for the sealing of records; Prisma has no type for xid8',
  'verification.xid': 'for the sealing of records; Prisma has no type for xid8',
  'channel_client.sources': 'where a client calls from; Prisma has no type for cidr',
  'known_device.mark_hash': 'the channel server looks for a browser’s mark; nobody is shown its hash',
  'device.signing_key': 'the machine API checks signatures with it; the back office shows no key',
  'device.agreement_key': 'the machine API seals secrets to it; the back office shows no key',
  'otp_request.account_mac': 'compares payee accounts; the back office shows the masked one',
}

type Column = { table: string; column: string; type: string; nullable: boolean }

beforeAll(async () => {
  const args = ['migrate', 'diff', '--from-empty', '--to-schema', 'prisma/schema.prisma', '--script']
  const output = await runPrisma({ args, databaseUrl: database.ownerUrl })
  const script = output.slice(output.indexOf('-- Create'))
  expect(script).toContain('CREATE TABLE "customer"')
  await superuser.query(`CREATE SCHEMA drawn; SET search_path = drawn; ${script}; RESET search_path`)
}, 60_000)

async function listColumns(schema: 'drawn' | 'public'): Promise<Column[]> {
  const { rows } = await superuser.query<Column>(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1, 2`,
    [schema],
  )
  return rows
}

const tablesOf = (columns: Column[]): string[] => [...new Set(columns.map(({ table }) => table))]

test('every model of the Prisma schema is the migrated table, column by column: name, type and nullability', async () => {
  const [drawn, migrated] = [await listColumns('drawn'), await listColumns('public')]
  const modelled = tablesOf(drawn)
  expect(modelled.length).toBeGreaterThan(10)
  const shared = migrated.filter(({ table }) => modelled.includes(table))
  expect(drawn).toEqual(shared.filter(({ table, column }) => withoutField[`${table}.${column}`] === undefined))
  const left = shared.map(({ table, column }) => `${table}.${column}`).filter((name) => withoutField[name])
  expect(left.sort()).toEqual(Object.keys(withoutField).sort())
})

test('every migrated table is a model, or is named here with the reason why not', async () => {
  const modelled = tablesOf(await listColumns('drawn'))
  const others = tablesOf(await listColumns('public')).filter((table) => !modelled.includes(table))
  expect(others.sort()).toEqual(Object.keys(withoutModel).sort())
})

test('no table of secrets is a model, so that the web process has not even a type for it', async () => {
  const modelled = tablesOf(await listColumns('drawn'))
  const secret = Object.entries(withoutModel).flatMap(([table, why]) => (why.startsWith('secret') ? [table] : []))
  expect(secret).toHaveLength(9)
  expect(modelled.filter((table) => secret.includes(table))).toEqual([])
})
