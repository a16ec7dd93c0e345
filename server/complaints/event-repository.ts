import type { ComplaintOutcome } from '#domain/complaint/complaint.ts'
import { at, atOrNull, type Sql, type Transaction } from '#server/database.ts'

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
export async function listComplaintEvents(sql: Sql, complaintId: string, limit: number): Promise<ComplaintEventRow[]> {
  const { rows } = await sql.query<ComplaintEventRow>(
    `SELECT e.id, e.at AS "atMs", e.kind, o.name AS "operatorName", o.role AS "operatorRole", e.note,
       a.name AS "assigneeName", e.due_at AS "dueAtMs", e.outcome
     FROM complaint_event e JOIN operator o ON o.id = e.operator_id LEFT JOIN operator a ON a.id = e.assignee_id
     WHERE e.complaint_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT $2`,
    [complaintId, limit],
  )
  return rows.reverse()
}
