import type { CeilingKind } from '#domain/operator/ceiling.ts'
import type { Role } from '#domain/operator/permission.ts'
import { at, type Sql } from '#server/database.ts'

export type CeilingAlarm = {
  id: string
  atMs: number
  operatorId: string
  operatorName: string
  role: Role
  branchName: string | null
  kind: CeilingKind
  max: number
  /** Of a ceiling that was reached: how many within the hour, and since when; null: a second person raised it. */
  used: number | null
  sinceMs: number | null
  /** Who raised it. */
  checkerName: string | null
}

const SHOWN = 5

/** The latest alarms since an instant about operators' ceilings, of each operator, kind and cause the newest; not what the reader has seen. */
export async function selectCeilingAlarms(
  sql: Sql,
  { readerId, sinceMs }: { readerId: string; sinceMs: number },
): Promise<CeilingAlarm[]> {
  const { rows } = await sql.query<CeilingAlarm>(
    `SELECT * FROM (
       SELECT DISTINCT ON (actor_id, subject_id, action) id, at AS "atMs", actor_id AS "operatorId",
         actor_name AS "operatorName", actor_role AS role, branch_name AS "branchName", data->>'ceilingKind' AS kind,
         (data->>'ceilingMax')::int AS max, (data->>'used')::int AS used, (data->>'sinceMs')::float8 AS "sinceMs",
         data->>'checkerName' AS "checkerName"
       FROM audit_event WHERE action IN ('ceiling.reached', 'ceiling.raised') AND at > $1
       ORDER BY actor_id, subject_id, action, at DESC) a
     WHERE NOT EXISTS (SELECT FROM alarm_seen s WHERE s.operator_id = $2 AND s.alarm_id = a.id)
     ORDER BY "atMs" DESC LIMIT ${SHOWN}`,
    [at(sinceMs), readerId],
  )
  return rows
}
