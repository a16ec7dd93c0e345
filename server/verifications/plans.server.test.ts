import { randomUUID } from 'node:crypto'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openGuard } from '#domain/guard/guard.ts'
import { openPool, type Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type FactsKey, findVerificationFacts } from '#server/verifications/facts-repository.ts'
import { type VerificationRow, writeVerdict } from '#server/verifications/verdict-repository.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'

const database = await openTestDatabase()
const pool = openPool({ connectionString: database.channelUrl, max: 1, applicationName: 'plans' })
afterAll(() => pool.end(), 10_000)
const nowMs = Date.now()
const guardId = randomUUID()

const key: FactsKey = {
  nowMs,
  guardId,
  otherGuardId: randomUUID(),
  panFingerprint: Buffer.alloc(32),
  pinKind: 'second',
  otpRequestId: drawId(nowMs),
  otpKeptSinceMs: nowMs,
  endedSinceMs: nowMs,
  clientId: 'nobody',
  clientRevision: 1,
  requestId: 'none',
  outcomeKeptSinceMs: nowMs,
}

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}

/** How every later run of a named statement of this connection comes to each table: by which index, or by none. */
async function readWays(sql: Transaction, name: string): Promise<string[]> {
  const { rows } = await sql.query('SELECT statement FROM pg_prepared_statements WHERE name = $1', [name])
  const { rows: plans } = await sql.query(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${rows[0].statement}`)
  const ways = listWays(plans[0]['QUERY PLAN'][0].Plan)
  return [
    ...new Set(
      ways.map((way) =>
        way.replace(/_(\d{4}_\d\d|\d)_pkey$/, '_pkey').replace(/^otp_request_.*/, 'an index of otp_request'),
      ),
    ),
  ].sort()
}

function listWays(plan: Plan): string[] {
  const { 'Node Type': node, 'Relation Name': table, 'Index Name': index } = plan
  const below = (plan.Plans ?? []).flatMap(listWays)
  if (node === 'ModifyTable' || table === undefined) return below
  return [...below, index && plan['Index Cond'] ? index : `${node} of ${table}`]
}

test('a verification comes to each row by its key, though its statements were planned when every table was known to be empty', async () => {
  const superuser = openPool({ connectionString: database.superuserUrl, max: 1, applicationName: 'plans' })
  await superuser.query('VACUUM ANALYZE')
  await superuser.end()
  const sql = await pool.connect()
  onTestFinished(() => sql.release())
  await findVerificationFacts(sql, key)
  await findVerificationFacts(sql, { ...key, otpRequestId: null })
  await writeVerdict(sql, {
    guardId,
    guardVersion: 1,
    counters: openGuard,
    request: { clientId: 'nobody', requestId: 'none', bodyMac: Buffer.alloc(32), atMs: nowMs, keptSinceMs: nowMs },
    answer: {},
    verification: { id: drawId(nowMs), at: new Date(nowMs).toISOString(), guard_id: guardId } as VerificationRow,
    otpRequests: [{ id: drawId(nowMs), triesDelta: 1 }],
    appBinding: { activationId: randomUUID(), lastTimeStep: 1, driftSteps: 0, driftRun: 0 },
  })
  const byKeys = [
    'activation_card_id_idx',
    'an index of otp_request',
    'card_fingerprint_pkey',
    'card_pkey',
    'channel_client_pkey',
    'customer_pkey',
    'enrollment_one_open',
    'enrollment_pkey',
    'enrollment_secret_pkey',
    'guard_pkey',
    'otp_code_guard_id_at_idx',
    'otp_code_pkey',
    'request_outcome_pkey',
  ]
  expect(await readWays(sql, 'list_verification_facts_named')).toEqual(byKeys)
  const unnamed = byKeys.filter((way) => way !== 'otp_code_pkey')
  expect(await readWays(sql, 'list_verification_facts_unnamed')).toEqual(unnamed)
  expect(await readWays(sql, 'write_verdicts_wait_true_true')).toEqual([
    'activation_pkey',
    'an index of otp_request',
    'channel_client_pkey',
    'guard_pkey',
  ])
})
