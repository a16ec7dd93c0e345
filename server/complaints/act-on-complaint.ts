import { type ComplaintEvent, moveComplaint } from '#domain/complaint/complaint.ts'
import type { AuditAction } from '#domain/operator/audit.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { findSubmitted, insertComplaintEvent, type NewComplaintEvent } from '#server/complaints/event-repository.ts'
import { type HeldComplaint, takeComplaint } from '#server/complaints/repository.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { reachOf } from '#server/reach/complaint-reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

type Facts = Pick<NewComplaintEvent, 'note' | 'assigneeId' | 'dueAtMs' | 'outcome'> & { data?: Record<string, unknown> }
export type ComplaintAct = {
  operator: Operator
  complaintId: string
  submissionId: string
  event: ComplaintEvent
  /** Writes the complaint's row and answers what the event says; null: nothing is to be done. */
  work: (tx: Transaction, complaint: HeldComplaint) => Promise<Facts | null>
}

const written = {
  note: ['noted', 'complaint.noted'],
  assign: ['assigned', 'complaint.assigned'],
  change_due: ['due_changed', 'complaint.due_changed'],
  close: ['closed', 'complaint.closed'],
  reopen: ['reopened', 'complaint.reopened'],
} as const satisfies Record<ComplaintEvent, readonly [NewComplaintEvent['kind'], AuditAction]>

/** One act on a complaint in reach, held meanwhile: its row, its event and its audit row together; twice is once. */
export async function actOnComplaint(
  { pool }: Pick<WebServices, 'pool'>,
  ctx: RequestContext,
  { operator, complaintId, submissionId, event, work }: ComplaintAct,
): Promise<void> {
  await withTransaction(pool, async (tx) => {
    if ((await findSubmitted(tx, { operatorId: operator.id, submissionId })) !== null) return
    const complaint = await takeComplaint(tx, complaintId, reachOf(operator, ctx.nowMs))
    if (complaint === null) throw new AppError('not_found')
    const move = moveComplaint(complaint.state, event)
    if (move.outcome === 'refused') throw new AppError('conflict', { reason: move.reason })
    const facts = await work(tx, complaint)
    if (facts === null) return
    const { data, ...said } = facts
    const [kind, action] = written[event]
    const id = drawId(ctx.nowMs)
    const actor = { operatorId: operator.id, submissionId }
    await insertComplaintEvent(tx, { id, complaintId, atMs: ctx.nowMs, kind, ...actor, ...said })
    await recordAuditEvent(
      tx,
      ctx,
      {
        action,
        customerId: complaint.customerId,
        subject: { kind: 'complaint', id: complaintId },
        reason: said.note ?? null,
        data: { complaintNumber: String(complaint.number), ...data },
      },
      operator,
    )
  })
}
