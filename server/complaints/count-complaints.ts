import { countOpenComplaints, type QueueCounts } from '#server/complaints/list-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import { reachOf } from '#server/reach/complaint-reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { QueueCounts } from '#server/complaints/list-repository.ts'

/**
 * How many complaints are in each open queue of the operator.
 * @throws AppError unauthenticated, forbidden
 */
export async function countComplaints(services: DeskServices, ctx: RequestContext): Promise<QueueCounts> {
  const operator = await authorize(services, ctx, 'customer:read')
  return await countOpenComplaints(services.pool, reachOf(operator, ctx.nowMs))
}
