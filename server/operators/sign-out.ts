import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { withTransaction } from '#server/database.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import { revokeStaffSession } from '#server/operators/staff-session-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Ends the session that the request came with, for good: its cookie opens nothing any more.
 * @throws AppError unauthenticated
 */
export async function signOut(services: DeskServices, ctx: RequestContext): Promise<void> {
  const operator = await requireOperator(services, ctx)
  await withTransaction(services.pool, async (tx) => {
    const { id: operatorId, sessionId: staffSessionId } = operator
    if (!(await revokeStaffSession(tx, { staffSessionId, operatorId, reason: 'signed_out', nowMs: ctx.nowMs }))) return
    const subject = { kind: 'staff_session', id: staffSessionId }
    await recordAuditEvent(tx, ctx, { action: 'staff.signed_out', subject }, operator)
  })
}
