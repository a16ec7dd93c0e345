import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { findComplaint } from '#server/complaints/page-repository.ts'
import { reachOf } from '#server/complaints/scope-repository.ts'
import { requireRevealLeft } from '#server/customers/require-reveal-left.ts'
import { withTransaction } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

/**
 * The whole number that a caller without a record left, to call back; recorded, and counted with the reveals of customers'.
 * @throws AppError unauthenticated, forbidden, not_found, rate_limited
 */
export async function revealCallerMobile(
  services: Pick<WebServices, 'pool' | 'policy'>,
  ctx: RequestContext,
  { complaintId }: { complaintId: string },
): Promise<{ value: string }> {
  const operator = await authorize(services, ctx, 'customer:reveal')
  const id = idSchema.safeParse(complaintId)
  if (!id.success) throw new AppError('not_found')
  return await withTransaction(services.pool, async (tx) => {
    const complaint = await findComplaint(tx, id.data, reachOf(operator, ctx.nowMs))
    if (complaint === null || complaint.callerMobile === null) throw new AppError('not_found')
    await requireRevealLeft(tx, operator, ctx.nowMs)
    const subject = { kind: 'complaint', id: id.data }
    const data = { field: 'mobile', complaintNumber: String(complaint.number) }
    await recordAuditEvent(tx, ctx, { action: 'customer.revealed', subject, data }, operator)
    return { value: `0${complaint.callerMobile.slice(3)}` }
  })
}
