import { approvalActs, mayCheckApproval, usesApprovals } from '#domain/operator/approval.ts'
import { roles } from '#domain/operator/permission.ts'
import type { Policy } from '#domain/operator/policy.ts'
import { AppError } from '#server/app-error.ts'
import type { Reader } from '#server/approvals/list-repository.ts'
import type { Pool } from '#server/database.ts'
import { type Operator, recordDenial, requireOperator } from '#server/operators/authorize.ts'
import { branchInReach } from '#server/reach/reach.ts'
import type { RequestContext } from '#server/request-context.ts'

/**
 * Who asks for approvals or checks them reads the inbox; a denial is recorded.
 * @throws AppError unauthenticated, forbidden
 */
export async function authorizeApprovals(
  services: { pool: Pool; policy: () => Policy },
  ctx: RequestContext,
): Promise<Operator> {
  const operator = await requireOperator(services, ctx)
  if (usesApprovals(operator.role)) return operator
  await recordDenial(services, ctx, operator, 'approval:read')
  throw new AppError('forbidden')
}

/** Which requests wait for this operator: a branch's of its own customers and people alone; a raise is named with whose. */
export function readerOf(operator: Operator): Reader {
  const { id, role } = operator
  const acts = approvalActs.flatMap((act) => {
    if (act !== 'ceiling:raise') return mayCheckApproval(role, act) ? [act] : []
    return roles.filter((maker) => mayCheckApproval(role, act, maker)).map((maker) => `${act} ${maker}`)
  })
  return { operatorId: id, acts, branchId: branchInReach(operator) }
}
