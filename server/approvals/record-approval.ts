import type { ApprovalAct } from '#domain/operator/approval.ts'
import type { AuditAction } from '#domain/operator/audit.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Sql } from '#server/database.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'

export type ApprovalMoved = {
  action: Extract<AuditAction, `approval.${string}`>
  approval: {
    id: string
    act: ApprovalAct
    customerId: string | null
    cardId: string | null
    subjectKind: string
    subjectId: string
  }
  /** Null: nobody did it, its time ran out. */
  operator: StaffMember | null
  reason?: string | null
  proof?: string | null
  data?: Record<string, unknown>
}

/** The audit row of what became of a request, in the transaction that changed it. */
export async function recordApproval(sql: Sql, ctx: RequestContext, moved: ApprovalMoved): Promise<void> {
  const { action, approval, operator, reason = null, proof = null, data } = moved
  const { id, act, customerId, cardId, subjectKind, subjectId } = approval
  const subject = { kind: 'approval', id }
  const said = { act, subjectKind, subjectId, ...data }
  const event = { action, customerId, cardId, subject, reason, proof, data: said }
  if (operator) await recordAuditEvent(sql, ctx, event, operator)
  else await recordAuditEvent(sql, { ...ctx, actor: { kind: 'system', name: 'approvals' } }, event)
}
