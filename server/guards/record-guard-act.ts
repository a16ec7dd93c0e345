import type { AuditAction } from '#domain/operator/audit.ts'
import type { NoticeKind } from '#domain/text/notice-text.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import type { OperatorGuard } from '#server/guards/operator-guard-repository.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

export type RecordedGuardAct = {
  action: AuditAction
  notice: NoticeKind
  operator: StaffMember
  guard: OperatorGuard
  act: { cardId: string; pinKind: PinKind; reason: string; proof?: string | undefined }
  data?: Record<string, unknown>
}

/** The audit row and the customer's notice of an operator's act on a card x pinKind. */
export async function recordGuardAct(tx: Transaction, ctx: RequestContext, recorded: RecordedGuardAct): Promise<void> {
  const { action, notice, operator, guard, act, data } = recorded
  const { customerId, last4, mobile } = guard
  const { cardId, pinKind, reason, proof = null } = act
  await recordAuditEvent(
    tx,
    ctx,
    {
      action,
      customerId,
      cardId,
      subject: { kind: 'guard', id: guard.id },
      reason,
      proof,
      data: { ...data, last4, pinKind },
    },
    operator,
  )
  if (mobile === null) return
  const where = operator.branchName
  const facts = { kind: notice, atMs: ctx.nowMs, mobile, customerId, cardLast4: last4, pinKind, where } as const
  await enqueueNotice(tx, { ...facts, method: null })
}
