import type { Permission } from '#domain/operator/permission.ts'
import { at, type Sql } from '#server/database.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { isReachBounded } from '#server/reach/reach.ts'

type ReachQuery = { customerId: string; nowMs: number; permission?: Permission }

/** `foreign`: of another branch than the operator, who is of one. */
export type Reach = 'own' | 'foreign'

/**
 * Whether the customer is within the operator's reach: everybody's for a role without a scope, else those of the own
 * branch and those opened at the counter with a reason, while that lasts. Null: out of reach.
 */
export async function findReach(
  sql: Sql,
  operator: Operator,
  { customerId, nowMs, permission = 'customer:read' }: ReachQuery,
): Promise<Reach | null> {
  const isScoped = isReachBounded(operator.role, permission)
  const { rows } = await sql.query<{ inReach: boolean; isForeign: boolean }>(
    `SELECT $1::boolean AND k.branch_id IS DISTINCT FROM $2 AS "isForeign", NOT $1::boolean OR k.branch_id = $2 OR EXISTS (
       SELECT FROM customer_in_hand h
       WHERE h.operator_id = $3 AND h.customer_id = k.id AND h.expires_at > $4 AND h.reason IS NOT NULL) AS "inReach"
     FROM customer k WHERE k.id = $5`,
    [isScoped, operator.branchId, operator.id, at(nowMs), customerId],
  )
  const [found] = rows
  if (!found?.inReach) return null
  return found.isForeign ? 'foreign' : 'own'
}

export async function isCustomerInReach(sql: Sql, operator: Operator, wish: ReachQuery): Promise<boolean> {
  return (await findReach(sql, operator, wish)) !== null
}
