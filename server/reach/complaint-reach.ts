import { at } from '#server/database.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { isReachBounded } from '#server/reach/reach.ts'

/** Values of `reach`, in its order. */
export type Reach = [isScoped: boolean, branchId: string | null, operatorId: string, nowAt: Date]

/**
 * A condition on complaint `c` and its customer `k`, of parameters $1 to $4: everybody's for a role without a scope, else
 * those of the own branch's customers, those taken in hand with a reason, and what the own branch opened about nobody known.
 */
export const reach = `(NOT $1::boolean OR coalesce(k.branch_id, c.branch_id) = $2::uuid OR EXISTS (
  SELECT FROM customer_in_hand h WHERE h.operator_id = $3::uuid AND h.customer_id = c.customer_id AND h.expires_at > $4::timestamptz
    AND h.reason IS NOT NULL))`

export function reachOf({ role, branchId, id }: Operator, nowMs: number): Reach {
  return [isReachBounded(role), branchId, id, at(nowMs)]
}
