import { countWaiting } from '#server/complaints/list-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import { reachOf } from '#server/reach/complaint-reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * How many complaints wait for the operator: their own, and the overdue that nobody has taken. Every page asks.
 * @throws AppError unauthenticated, forbidden
 */
export async function countWaitingComplaints(
  services: DeskServices,
  ctx: RequestContext,
): Promise<{ waiting: number }> {
  const operator = await authorize(services, ctx, 'customer:read')
  return { waiting: await countWaiting(services.pool, reachOf(operator, ctx.nowMs)) }
}
