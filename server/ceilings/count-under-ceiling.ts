import { type CeilingKind, findCeiling } from '#domain/operator/ceiling.ts'
import type { Policy } from '#domain/operator/policy.ts'
import { CeilingReached } from '#server/ceilings/ceiling-reached.ts'
import { type CeilingCount, type CeilingUse, countUse, countUseQuickly } from '#server/ceilings/ceiling-repository.ts'
import type { Pool, Sql } from '#server/database.ts'
import type { Operator } from '#server/operators/authorize.ts'

type Use = {
  policy: Policy
  operator: Pick<Operator, 'id' | 'role'>
  kind: CeilingKind
  /** What it is done on: the same again within the hour is no other use. */
  subject: string
  nowMs: number
}

/**
 * Counts one act of an operator, in the act's own transaction and after everything else that the transaction holds; refused,
 * what the transaction wrote must not stand.
 * @throws CeilingReached conflict (ceiling_reached: kind, max, fromMs)
 */
export async function countUnderCeiling(sql: Sql, use: Use): Promise<void> {
  await countBy((one) => countUse(sql, one), use)
}

/**
 * The same for what is only looked at, before it is: in a transaction of its own, whose loss in a crash costs nothing.
 * @throws CeilingReached conflict (ceiling_reached: kind, max, fromMs)
 */
export async function countLookUnderCeiling(pool: Pool, use: Use): Promise<void> {
  await countBy((one) => countUseQuickly(pool, one), use)
}

async function countBy(
  note: (use: CeilingUse) => Promise<CeilingCount>,
  { policy, operator, kind, subject, nowMs }: Use,
): Promise<void> {
  const max = findCeiling(policy, kind, operator.role)
  if (max === null) return
  const count = await note({ operatorId: operator.id, kind, subject, max, nowMs })
  if (!count.passes) throw new CeilingReached(kind, count)
}
