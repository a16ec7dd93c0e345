import { grantOf, type Permission } from '#domain/permission.ts'
import { at, type Sql } from '#server/database.ts'
import type { Operator } from '#server/operators/authorize.ts'

type Wish = { customerId: string; nowMs: number; permission?: Permission }

/**
 * Whether the customer is within the operator's reach: everybody's for a role without a scope, else those of the own
 * branch and those opened at the counter with a reason, while that lasts.
 */
export async function isCustomerInReach(
  sql: Sql,
  operator: Operator,
  { customerId, nowMs, permission = 'customer:read' }: Wish,
): Promise<boolean> {
  const isScoped = grantOf(operator.role, permission).scope !== null
  const { rows } = await sql.query<{ inReach: boolean }>(
    `SELECT NOT $1::boolean OR k.branch_id = $2 OR EXISTS (
       SELECT FROM customer_in_hand h
       WHERE h.operator_id = $3 AND h.customer_id = k.id AND h.expires_at > $4 AND h.reason IS NOT NULL) AS "inReach"
     FROM customer k WHERE k.id = $5`,
    [isScoped, operator.branchId, operator.id, at(nowMs), customerId],
  )
  return rows[0]?.inReach ?? false
}
