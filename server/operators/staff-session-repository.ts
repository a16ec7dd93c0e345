import { at, type Sql } from '#server/database.ts'

/** Ends a session of the operator's own. Answers whether it was there and open. */
export async function revokeStaffSession(
  sql: Sql,
  { staffSessionId, operatorId, nowMs }: { staffSessionId: string; operatorId: string; nowMs: number },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'UPDATE staff_session SET revoked_at = $3 WHERE id = $1 AND operator_id = $2 AND revoked_at IS NULL',
    [staffSessionId, operatorId, at(nowMs)],
  )
  return rowCount === 1
}
