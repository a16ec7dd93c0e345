import { type ComplaintFigures, selectComplaintFigures } from '#server/complaints/list-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import { reachOf } from '#server/reach/complaint-reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { ComplaintFigures } from '#server/complaints/list-repository.ts'

const SPAN_MS = 30 * 86_400_000

/**
 * How complaints were answered in the last thirty days, by kind and (kind null) together: answer time is from opening to the
 * first closing.
 * @throws AppError unauthenticated, forbidden
 */
export async function readComplaintFigures(services: DeskServices, ctx: RequestContext): Promise<ComplaintFigures[]> {
  const operator = await authorize(services, ctx, 'customer:read')
  return await selectComplaintFigures(services.pool, reachOf(operator, ctx.nowMs), ctx.nowMs - SPAN_MS)
}
