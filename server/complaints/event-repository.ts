import type { ComplaintOutcome } from '#domain/complaint/complaint.ts'
import { at, atOrNull, type Pool, type Transaction } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

export const complaintEventKinds = ['opened', 'noted', 'assigned', 'due_changed', 'closed', 'reopened'] as const
export type ComplaintEventKind = (typeof complaintEventKinds)[number]

/** One press of one operator's button is taken once: others with the same id wait here, and find its event. */
export async function findSubmitted(
  tx: Transaction,
  { operatorId, submissionId }: { operatorId: string; submissionId: string },
): Promise<string | null> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`complaint ${operatorId} ${submissionId}`])
  const { rows } = await tx.query<{ complaintId: string }>(
    'SELECT complaint_id AS "complaintId" FROM complaint_event WHERE operator_id = $1 AND submission_id = $2',
    [operatorId, submissionId],
  )
  return rows[0]?.complaintId ?? null
}

export type NewComplaintEvent = {
  id: string
  complaintId: string
  atMs: number
  kind: ComplaintEventKind
  operatorId: string
  submissionId: string
  note?: string | null
  assigneeId?: string | null
  dueAtMs?: number | null
  outcome?: ComplaintOutcome | null
}

export async function insertComplaintEvent(tx: Transaction, event: NewComplaintEvent): Promise<void> {
  const { id, complaintId, atMs, kind, operatorId, submissionId } = event
  const { note = null, assigneeId = null, dueAtMs = null, outcome = null } = event
  await tx.query(
    `INSERT INTO complaint_event (id, complaint_id, at, kind, operator_id, submission_id, note, assignee_id, due_at, outcome)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, complaintId, at(atMs), kind, operatorId, submissionId, note, assigneeId, atOrNull(dueAtMs), outcome],
  )
}

export type ComplaintEventRow = {
  id: string
  atMs: number
  kind: ComplaintEventKind
  operatorName: string
  operatorRole: string
  note: string | null
  assigneeName: string | null
  dueAtMs: number | null
  outcome: ComplaintOutcome | null
}

/** Oldest first, the newest `limit`. */
export async function listComplaintEvents(
  pool: Pool,
  complaintId: string,
  limit: number,
): Promise<ComplaintEventRow[]> {
  const prisma = await prismaOver(pool)
  const events = await prisma.complaintEvent.findMany({
    select: {
      id: true,
      at: true,
      kind: true,
      note: true,
      dueAt: true,
      outcome: true,
      operator: { select: { name: true, role: true } },
      assignee: { select: { name: true } },
    },
    where: { complaintId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return events.reverse().map((event) => ({
    id: event.id,
    atMs: event.at.getTime(),
    kind: event.kind as ComplaintEventKind,
    operatorName: event.operator.name,
    operatorRole: event.operator.role,
    note: event.note,
    assigneeName: event.assignee?.name ?? null,
    dueAtMs: event.dueAt?.getTime() ?? null,
    outcome: event.outcome as ComplaintOutcome | null,
  }))
}
