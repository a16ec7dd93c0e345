import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { type Assignee, listAssignees } from '#server/complaints/assignee-repository.ts'
import { type ComplaintEventRow, listComplaintEvents } from '#server/complaints/event-repository.ts'
import { type ComplaintRow, findComplaint } from '#server/complaints/page-repository.ts'
import { type ComplainedVerification, findComplainedVerification } from '#server/complaints/subject-repository.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { reachOf } from '#server/reach/complaint-reach.ts'
import { findCustomerHead, putCustomerInHand } from '#server/reach/in-hand-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { Assignee } from '#server/complaints/assignee-repository.ts'
export type { ComplaintEventRow } from '#server/complaints/event-repository.ts'
export type ComplaintPage = {
  complaint: Omit<ComplaintRow, 'callerMobile'> & { callerMobileMasked: string | null }
  verification: ComplainedVerification | null
  events: ComplaintEventRow[]
  /** Whom it may be given to; empty for who only reads. */
  assignees: Assignee[]
  mayWork: boolean
}

const EVENTS_MAX = 200

/**
 * One complaint with its history. Who opens it has its customer in hand for half an hour, as if they had come to the counter,
 * and that is recorded; only so its verification can be told.
 * @throws AppError unauthenticated, forbidden, not_found (also: out of reach)
 */
export async function readComplaint(
  services: DeskServices,
  ctx: RequestContext,
  { complaintId }: { complaintId: string },
): Promise<ComplaintPage> {
  const operator = await authorize(services, ctx, 'customer:read')
  const id = idSchema.safeParse(complaintId)
  if (!id.success) throw new AppError('not_found')
  const { pool } = services
  const found = await withTransaction(pool, async (tx) => {
    const complaint = await findComplaint(tx, id.data, reachOf(operator, ctx.nowMs))
    if (complaint === null) throw new AppError('not_found')
    if (complaint.customerId !== null) await takeInHand(tx, ctx, operator, complaint)
    return complaint
  })
  const { callerMobile, ...complaint } = found
  const mayWork = worksOnComplaints(operator.role)
  const [verification, events, assignees] = await Promise.all([
    found.verificationId ? findComplainedVerification(pool, found.verificationId) : null,
    listComplaintEvents(pool, id.data, EVENTS_MAX),
    mayWork ? listAssignees(pool, found.branchId) : [],
  ])
  const callerMobileMasked = callerMobile && maskMobile(callerMobile)
  return { complaint: { ...complaint, callerMobileMasked }, verification, events, assignees, mayWork }
}

async function takeInHand(
  tx: Transaction,
  ctx: RequestContext,
  operator: Operator,
  { id, number, customerId }: ComplaintRow,
): Promise<void> {
  const head = customerId && (await findCustomerHead(tx, { operatorId: operator.id, customerId }))
  if (!head || (head.inHandUntilMs !== null && head.inHandUntilMs > ctx.nowMs)) return
  const hand = { operatorId: operator.id, customerId: head.id, nowMs: ctx.nowMs, reason: null }
  const { untilMs } = await putCustomerInHand(tx, hand)
  const subject = { kind: 'complaint', id }
  const data = { branchName: head.branchName, untilMs, complaintNumber: String(number) }
  await recordAuditEvent(tx, ctx, { action: 'customer.viewed', customerId: head.id, subject, data }, operator)
}
