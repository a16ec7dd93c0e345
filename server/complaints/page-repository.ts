import type { ComplaintKind, ComplaintOutcome, ComplaintState } from '#domain/complaint/complaint.ts'
import type { Pool, Sql } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'
import { type Reach, reach } from '#server/reach/complaint-reach.ts'

export type ComplaintRow = {
  id: string
  number: number
  kind: ComplaintKind
  state: ComplaintState
  customerId: string | null
  customerName: string | null
  callerMobile: string | null
  branchId: string | null
  branchName: string | null
  verificationId: string | null
  assigneeId: string | null
  assigneeName: string | null
  isAssigneeDisabled: boolean
  openedAtMs: number
  openSinceMs: number
  dueAtMs: number
  firstClosedAtMs: number | null
  closedAtMs: number | null
  outcome: ComplaintOutcome | null
  openSeconds: number
  reopenedCount: number
}

export const complaintColumns = `c.id, c.number, c.kind, c.state, c.customer_id AS "customerId", k.name AS "customerName",
  c.mobile AS "callerMobile", coalesce(k.branch_id, c.branch_id) AS "branchId", b.name AS "branchName",
  c.verification_id AS "verificationId", c.assignee_id AS "assigneeId", a.name AS "assigneeName",
  a.disabled_at IS NOT NULL AS "isAssigneeDisabled", c.opened_at AS "openedAtMs", c.open_since AS "openSinceMs",
  c.due_at AS "dueAtMs", c.first_closed_at AS "firstClosedAtMs", c.closed_at AS "closedAtMs", c.outcome,
  c.open_seconds AS "openSeconds", c.reopened_count AS "reopenedCount"`
export const complaintTables = `complaint c LEFT JOIN customer k ON k.id = c.customer_id
  LEFT JOIN branch b ON b.id = coalesce(k.branch_id, c.branch_id) LEFT JOIN operator a ON a.id = c.assignee_id`

export async function findComplaint(sql: Sql, complaintId: string, within: Reach): Promise<ComplaintRow | null> {
  const { rows } = await sql.query<ComplaintRow>(
    `SELECT ${complaintColumns} FROM ${complaintTables} WHERE c.id = $5 AND ${reach}`,
    [...within, complaintId],
  )
  return rows[0] ?? null
}

export async function findComplaintByNumber(sql: Sql, number: number, within: Reach): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT c.id FROM complaint c LEFT JOIN customer k ON k.id = c.customer_id WHERE c.number = $5 AND ${reach}`,
    [...within, number],
  )
  return rows[0]?.id ?? null
}

export type OpenComplaint = {
  id: string
  number: number
  kind: ComplaintKind
  verificationId: string | null
  dueAtMs: number
}

/** A customer's open complaints, the most urgent first. */
export async function listOpenComplaints(pool: Pool, customerId: string): Promise<OpenComplaint[]> {
  const prisma = await prismaOver(pool)
  const complaints = await prisma.complaint.findMany({
    select: { id: true, number: true, kind: true, verificationId: true, dueAt: true },
    where: { customerId, state: { not: 'closed' } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: 20,
  })
  return complaints.map(({ kind, dueAt, ...complaint }) => ({
    ...complaint,
    kind: kind as ComplaintKind,
    dueAtMs: dueAt.getTime(),
  }))
}
