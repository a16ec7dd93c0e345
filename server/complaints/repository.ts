import type { ComplaintKind, ComplaintOutcome, ComplaintState } from '#domain/complaint/complaint.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'
import { type Reach, reach } from '#server/reach/complaint-reach.ts'

export type HeldComplaint = {
  id: string
  number: number
  kind: ComplaintKind
  state: ComplaintState
  customerId: string | null
  customerMobile: string | null
  branchId: string | null
  verificationId: string | null
  assigneeId: string | null
  dueAtMs: number
}

/** The complaint, held until the transaction ends; null where there is none or it is out of reach. */
export async function takeComplaint(
  tx: Transaction,
  complaintId: string,
  within: Reach,
): Promise<HeldComplaint | null> {
  const { rows } = await tx.query<HeldComplaint>(
    `SELECT c.id, c.number, c.kind, c.state, c.customer_id AS "customerId", k.mobile AS "customerMobile",
       coalesce(k.branch_id, c.branch_id) AS "branchId", c.verification_id AS "verificationId", c.assignee_id AS "assigneeId",
       c.due_at AS "dueAtMs"
     FROM complaint c LEFT JOIN customer k ON k.id = c.customer_id WHERE c.id = $5 AND ${reach} FOR UPDATE OF c`,
    [...within, complaintId],
  )
  return rows[0] ?? null
}

export type NewComplaint = {
  id: string
  kind: ComplaintKind
  customerId: string | null
  mobile: string | null
  branchId: string | null
  verificationId: string | null
  nowMs: number
  dueAtMs: number
}

/** Answers its number; null when the verification has an open complaint already. */
export async function insertComplaint(tx: Transaction, row: NewComplaint): Promise<number | null> {
  const { rows } = await tx.query<{ number: number }>(
    `INSERT INTO complaint (id, kind, customer_id, mobile, branch_id, verification_id, opened_at, open_since, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
     ON CONFLICT (verification_id) WHERE state <> 'closed' DO NOTHING RETURNING number`,
    [row.id, row.kind, row.customerId, row.mobile, row.branchId, row.verificationId, at(row.nowMs), at(row.dueAtMs)],
  )
  return rows[0]?.number ?? null
}

export async function findOpenOfVerification(sql: Sql, verificationId: string): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM complaint WHERE verification_id = $1 AND state <> 'closed'`,
    [verificationId],
  )
  return rows[0]?.id ?? null
}

export async function setAssignee(tx: Transaction, complaintId: string, assigneeId: string | null): Promise<void> {
  await tx.query('UPDATE complaint SET assignee_id = $2 WHERE id = $1', [complaintId, assigneeId])
}

export async function setDue(tx: Transaction, complaintId: string, dueAtMs: number): Promise<void> {
  await tx.query('UPDATE complaint SET due_at = $2 WHERE id = $1', [complaintId, at(dueAtMs)])
}

type ComplaintClosing = { complaintId: string; outcome: ComplaintOutcome; nowMs: number }

export async function closeComplaintRow(
  tx: Transaction,
  { complaintId, outcome, nowMs }: ComplaintClosing,
): Promise<void> {
  await tx.query(
    `UPDATE complaint SET state = 'closed', outcome = $2, closed_at = $3, first_closed_at = coalesce(first_closed_at, $3),
       open_seconds = open_seconds + greatest(0, extract(epoch FROM $3 - open_since)) WHERE id = $1`,
    [complaintId, outcome, at(nowMs)],
  )
}

type Reopening = { complaintId: string; nowMs: number; dueAtMs: number }

export async function reopenComplaintRow(tx: Transaction, { complaintId, nowMs, dueAtMs }: Reopening): Promise<void> {
  await tx.query(
    `UPDATE complaint SET state = 'reopened', outcome = NULL, closed_at = NULL, open_since = $2, due_at = $3,
       reopened_count = reopened_count + 1 WHERE id = $1`,
    [complaintId, at(nowMs), at(dueAtMs)],
  )
}
