import { type FirstMobile, listUnseenFirstMobiles } from '#server/customers/first-mobile-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { FirstMobile } from '#server/customers/first-mobile-repository.ts'

const SHOWN_MS = 7 * 86_400_000
const LISTED_MAX = 5

/**
 * Customers of the operator's own branch whom core banking gave a first mobile though they had cards, until somebody of the
 * branch has opened the record, at most for a week; nothing for who is of no branch.
 * @throws AppError unauthenticated, forbidden
 */
export async function listFirstMobiles(services: DeskServices, ctx: RequestContext): Promise<FirstMobile[]> {
  const { branchId, role } = await authorize(services, ctx, 'customer:read')
  if (role !== 'branch' || branchId === null) return []
  const sinceMs = ctx.nowMs - SHOWN_MS
  return await listUnseenFirstMobiles(services.pool, { branchId, sinceMs, limit: LISTED_MAX })
}
