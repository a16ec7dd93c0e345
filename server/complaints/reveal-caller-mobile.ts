import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { findComplaint } from '#server/complaints/page-repository.ts'
import { reachOf } from '#server/complaints/scope-repository.ts'
import { countReveals } from '#server/customers/reveal-repository.ts'
import { withTransaction } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

const REVEALS_PER_HOUR_MAX = 30
const HOUR_MS = 3_600_000

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
    if ((await countReveals(tx, operator.id, ctx.nowMs - HOUR_MS)) >= REVEALS_PER_HOUR_MAX)
      throw new AppError('rate_limited', { reason: 'reveal_limit', retryAfterSeconds: HOUR_MS / 1000 })
    const subject = { kind: 'complaint', id: id.data }
    const data = { field: 'mobile', complaintNumber: String(complaint.number) }
    await recordAuditEvent(tx, ctx, { action: 'customer.revealed', subject, data }, operator)
    return { value: `0${complaint.callerMobile.slice(3)}` }
  })
}
