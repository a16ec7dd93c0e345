import { readTypedDigits } from '#domain/text/typed-digits.ts'
import { findComplaintByNumber as findByNumber } from '#server/complaints/page-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import { reachOf } from '#server/reach/complaint-reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * The complaint of a number as its SMS says it, digits of any script; null where there is none in reach.
 * @throws AppError unauthenticated, forbidden
 */
export async function findComplaintByNumber(
  services: DeskServices,
  ctx: RequestContext,
  { text }: { text: string },
): Promise<{ complaintId: string } | null> {
  const operator = await authorize(services, ctx, 'customer:read')
  const typed = readTypedDigits(text, 'reference') ?? ''
  if (!/^[0-9]{6,9}$/.test(typed)) return null
  const complaintId = await findByNumber(services.pool, Number(typed), reachOf(operator, ctx.nowMs))
  return complaintId === null ? null : { complaintId }
}
