import type { ComplaintKind } from '#domain/complaint/complaint.ts'
import { dueAtMsOf } from '#domain/complaint/complaint.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { insertComplaintEvent } from '#server/complaints/event-repository.ts'
import { insertComplaint } from '#server/complaints/repository.ts'
import { tellCustomer } from '#server/complaints/tell-customer.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { Operator } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'

type OpenedComplaint = {
  operator: Operator
  submissionId: string
  kind: ComplaintKind
  customer: { id: string; mobile: string | null } | null
  mobile: string | null
  verificationId: string | null
  note: string | null
}

/** A new complaint with its first event, audit row and notice; null when its verification has an open one already. */
export async function storeComplaint(
  tx: Transaction,
  ctx: RequestContext,
  opened: OpenedComplaint,
): Promise<string | null> {
  const { operator, submissionId, kind, customer, mobile, verificationId, note } = opened
  const { nowMs } = ctx
  const id = drawId(nowMs)
  const dueAtMs = dueAtMsOf(kind, nowMs)
  const customerId = customer?.id ?? null
  const branchId = customer === null ? operator.branchId : null
  const row = { id, kind, customerId, mobile, branchId, verificationId, nowMs, dueAtMs }
  const number = await insertComplaint(tx, row)
  if (number === null) return null
  const act = { operatorId: operator.id, submissionId }
  await insertComplaintEvent(tx, {
    id: drawId(nowMs),
    complaintId: id,
    atMs: nowMs,
    kind: 'opened',
    ...act,
    note,
    dueAtMs,
  })
  const subject = { kind: 'complaint', id }
  const data = { complaintNumber: String(number), complaintKind: kind, dueAtMs }
  await recordAuditEvent(tx, ctx, { action: 'complaint.opened', customerId, subject, reason: note, data }, operator)
  const told = { kind: 'complaint_opened', customerId, mobile: customer?.mobile ?? null, number } as const
  await tellCustomer(tx, { ...told, operator, nowMs })
  return id
}
