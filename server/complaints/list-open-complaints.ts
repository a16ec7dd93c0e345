import { AppError } from '#server/app-error.ts'
import { type OpenComplaint, listOpenComplaints as selectOpen } from '#server/complaints/page-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { OpenComplaint } from '#server/complaints/page-repository.ts'

/**
 * What a customer complains of at present.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function listOpenComplaints(
  services: DeskServices,
  ctx: RequestContext,
  { customerId }: { customerId: string },
): Promise<OpenComplaint[]> {
  const operator = await authorize(services, ctx, 'customer:read')
  const isInReach = await isCustomerInReach(services.pool, operator, { customerId, nowMs: ctx.nowMs })
  if (!isInReach) throw new AppError('not_found')
  return await selectOpen(services.pool, customerId)
}
