import { worksOnComplaints } from '#domain/complaint.ts'
import { roles } from '#domain/permission.ts'
import type { Sql } from '#server/database.ts'

export type Assignee = { id: string; name: string; role: string }

const LISTED_MAX = 300

/** Who may be given a complaint of that branch: enabled, of a role that works on them, and a clerk only of the branch. */
const fit = `o.disabled_at IS NULL AND o.role = ANY($1::text[]) AND (o.role <> 'branch' OR o.branch_id = $2::uuid)`
const workers = roles.filter(worksOnComplaints)

export async function listAssignees(sql: Sql, branchId: string | null): Promise<Assignee[]> {
  const { rows } = await sql.query<Assignee>(
    `SELECT o.id, o.name, o.role FROM operator o WHERE ${fit} ORDER BY o.name, o.id LIMIT $3`,
    [workers, branchId, LISTED_MAX],
  )
  return rows
}

export async function findAssignee(
  sql: Sql,
  { operatorId, branchId }: { operatorId: string; branchId: string | null },
): Promise<Assignee | null> {
  const { rows } = await sql.query<Assignee>(`SELECT o.id, o.name, o.role FROM operator o WHERE ${fit} AND o.id = $3`, [
    workers,
    branchId,
    operatorId,
  ])
  return rows[0] ?? null
}
