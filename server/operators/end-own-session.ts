import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { withTransaction } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import { revokeStaffSession } from '#server/operators/staff-session-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Ends another session of the operator's own, left open somewhere.
 * @throws AppError unauthenticated, not_found (also: somebody else's, or over already)
 */
export async function endOwnSession(
  services: DeskServices,
  ctx: RequestContext,
  input: { staffSessionId: string },
): Promise<void> {
  const operator = await requireOperator(services, ctx)
  const parsed = idSchema.safeParse(input.staffSessionId)
  if (!parsed.success) throw new AppError('not_found')
  const staffSessionId = parsed.data
  await withTransaction(services.pool, async (tx) => {
    const end = { staffSessionId, operatorId: operator.id, reason: 'ended_by_owner', nowMs: ctx.nowMs } as const
    const isEnded = await revokeStaffSession(tx, end)
    if (!isEnded) throw new AppError('not_found')
    const subject = { kind: 'staff_session', id: staffSessionId }
    await recordAuditEvent(tx, ctx, { action: 'staff.session_ended', subject }, operator)
  })
}
