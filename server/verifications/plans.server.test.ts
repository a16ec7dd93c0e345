import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openGuard } from '#domain/guard.ts'
import { openPool, type Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type FactsKey, findVerificationFacts } from '#server/verifications/facts-repository.ts'
import { type VerificationRow, writeVerdict } from '#server/verifications/verdict-repository.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'

const database = await openTestDatabase()
const pool = openPool({ connectionString: database.channelUrl, max: 1, applicationName: 'plans' })
afterAll(() => pool.end())
const nowMs = Date.now()
const guardId = randomUUID()

const key: FactsKey = {
  guardId,
  otherGuardId: randomUUID(),
  panFingerprint: Buffer.alloc(32),
  pinKind: 'second',
  otpRequestId: drawId(nowMs),
  otpKeptSinceMs: nowMs,
  endedSinceMs: nowMs,
  clientId: 'nobody',
  requestId: 'none',
  outcomeKeptSinceMs: nowMs,
}

/** The plan that every later run of a named statement of this connection follows. */
async function planOf(sql: Transaction, name: string): Promise<string> {
  const { rows } = await sql.query('SELECT statement FROM pg_prepared_statements WHERE name = $1', [name])
  const plan = await sql.query(`EXPLAIN (GENERIC_PLAN) ${rows[0].statement}`)
  return plan.rows.map((row) => row['QUERY PLAN']).join('\n')
}

test('a verification scans no table, though its statements were planned while every table was known to be empty', async () => {
  const superuser = openPool({ connectionString: database.superuserUrl, max: 1, applicationName: 'plans' })
  await superuser.query('VACUUM ANALYZE')
  await superuser.end()
  const sql = await pool.connect()
  await findVerificationFacts(sql, key)
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
  for (const name of ['list_verification_facts', 'write_verdicts_wait_true_true']) {
    const plan = await planOf(sql, name)
    expect(plan).toContain('Index Scan using guard_pkey')
    expect(plan).not.toMatch(/Seq Scan/)
  }
  sql.release()
})
