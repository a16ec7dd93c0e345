import { usesApprovals } from '#domain/operator/approval.ts'
import { readerOf } from '#server/approvals/authorize-approvals.ts'
import { type ApprovalCounts, countOpenApprovals } from '#server/approvals/list-repository.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Open requests that wait for the operator, and the operator's own; for every page's navigation, so nobody is denied: who
 * has nothing to do with approvals has none. A hundred means: at least so many.
 * @throws AppError unauthenticated
 */
export async function countApprovals(services: DeskServices, ctx: RequestContext): Promise<ApprovalCounts> {
  const operator = await requireOperator(services, ctx)
  if (!usesApprovals(operator.role)) return { waiting: 0, mine: 0 }
  return await countOpenApprovals(services.pool, readerOf(operator), ctx.nowMs)
}
