import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { roles } from '#domain/operator/permission.ts'
import type { Sql } from '#server/database.ts'

export type Assignee = { id: string; name: string; role: string }

const LISTED_MAX = 300

const workers = roles.filter(worksOnComplaints)

/** Who may be given a complaint of a branch: enabled, of a role that works on them, and a clerk only of the branch. */
export const mayBeGiven = (operator: string, branchId: string): string =>
  `${operator}.disabled_at IS NULL AND ${operator}.role IN (${workers.map((role) => `'${role}'`).join(', ')})
   AND (${operator}.role <> 'branch' OR ${operator}.branch_id = ${branchId})`
const fit = mayBeGiven('o', '$1::uuid')

export async function listAssignees(sql: Sql, branchId: string | null): Promise<Assignee[]> {
  const { rows } = await sql.query<Assignee>(
    `SELECT o.id, o.name, o.role FROM operator o WHERE ${fit} ORDER BY o.name COLLATE "fa-x-icu", o.id LIMIT $2`,
    [branchId, LISTED_MAX],
  )
  return rows
}

export async function findAssignee(
  sql: Sql,
  { operatorId, branchId }: { operatorId: string; branchId: string | null },
): Promise<Assignee | null> {
  const { rows } = await sql.query<Assignee>(`SELECT o.id, o.name, o.role FROM operator o WHERE ${fit} AND o.id = $2`, [
    branchId,
    operatorId,
  ])
  return rows[0] ?? null
}
