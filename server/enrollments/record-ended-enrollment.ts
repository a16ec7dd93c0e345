import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Sql } from '#server/database.ts'
import type { EnrollmentRow } from '#server/enrollments/repository.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

export type EndedEnrollment = {
  enrollment: Pick<EnrollmentRow, 'id' | 'cardId' | 'customerId' | 'pinKind' | 'method'>
  last4: string
  /** Null: nobody to tell, or told of a larger act already. */
  mobile: string | null
  where: string | null
  data?: Record<string, unknown>
  reason?: string
  proof?: string
  operator?: StaffMember
}

/** The audit row and the customer's notice of an enrollment's end, in the transaction that ended it. */
export async function recordEndedEnrollment(sql: Sql, ctx: RequestContext, ended: EndedEnrollment): Promise<void> {
  const { id, cardId, customerId, pinKind, method } = ended.enrollment
  await recordAuditEvent(
    sql,
    ctx,
    {
      action: 'enrollment.deactivated',
      customerId,
      cardId,
      subject: { kind: 'enrollment', id },
      reason: ended.reason ?? null,
      proof: ended.proof ?? null,
      data: { ...ended.data, last4: ended.last4, pinKind, method },
    },
    ended.operator,
  )
  if (ended.mobile === null) return
  await enqueueNotice(sql, {
    kind: 'deactivated',
    atMs: ctx.nowMs,
    mobile: ended.mobile,
    customerId,
    cardLast4: ended.last4,
    pinKind,
    method,
    where: ended.where,
  })
}
