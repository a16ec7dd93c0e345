import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { alarmWhenReached } from '#server/ceilings/alarm-when-reached.ts'
import { countUnderCeiling } from '#server/ceilings/count-under-ceiling.ts'
import { findComplaint } from '#server/complaints/page-repository.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import { reachOf } from '#server/reach/complaint-reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * The whole number that a caller without a record left, to call back; recorded, and counted with the reveals of customers'.
 * @throws AppError unauthenticated, forbidden, not_found, conflict (ceiling_reached)
 */
export async function revealCallerMobile(
  services: DeskServices,
  ctx: RequestContext,
  { complaintId }: { complaintId: string },
): Promise<{ value: string }> {
  const operator = await authorize(services, ctx, 'customer:reveal')
  const id = idSchema.safeParse(complaintId)
  if (!id.success) throw new AppError('not_found')
  const policy = services.policy()
  const reveal = async (tx: Transaction): Promise<{ value: string }> => {
    const complaint = await findComplaint(tx, id.data, reachOf(operator, ctx.nowMs))
    if (complaint === null || complaint.callerMobile === null) throw new AppError('not_found')
    const subject = { kind: 'complaint', id: id.data }
    const data = { field: 'mobile', complaintNumber: String(complaint.number) }
    await recordAuditEvent(tx, ctx, { action: 'customer.revealed', subject, data }, operator)
    await countUnderCeiling(tx, { policy, operator, kind: 'reveal', subject: `complaint ${id.data}`, nowMs: ctx.nowMs })
    return { value: `0${complaint.callerMobile.slice(3)}` }
  }
  return await alarmWhenReached(services, ctx, operator, () => withTransaction(services.pool, reveal))
}
