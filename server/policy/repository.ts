import { defaultPolicy, type Policy } from '#domain/operator/policy.ts'
import type { Sql, Transaction } from '#server/database.ts'

export async function findPolicyOverrides(sql: Sql): Promise<Record<string, unknown>> {
  return (await findPolicyState(sql)).overrides
}

type PolicyState = { overrides: Record<string, unknown>; updatedAtMs: number | null }

/** What was changed of the usual figures, and when last. */
async function findPolicyState(sql: Sql): Promise<PolicyState> {
  const { rows } = await sql.query<PolicyState>('SELECT overrides, updated_at AS "updatedAtMs" FROM policy')
  return rows[0] ?? { overrides: {}, updatedAtMs: null }
}

/** The figures as they stand, read now: `policy()` of a process may be a second behind. */
export async function findPolicyNow(sql: Sql): Promise<{ policy: Policy; updatedAtMs: number | null }> {
  const { overrides, updatedAtMs } = await findPolicyState(sql)
  return { policy: { ...defaultPolicy, ...overrides } as Policy, updatedAtMs }
}

/** One change of the policy at a time, until the transaction ends; who changes it cannot lock its row. */
export async function holdPolicy(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('policy'))`)
}

/** Lays an approved change over the policy; the database checks again who asked and who approved. */
export async function changePolicy(tx: Transaction, approvalId: string): Promise<void> {
  await tx.query('SELECT change_policy($1)', [approvalId])
}
