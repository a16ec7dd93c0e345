import { at, type Sql } from '#server/database.ts'

type OwnEnd = { staffSessionId: string; operatorId: string; reason: 'signed_out' | 'ended_by_owner'; nowMs: number }

/** Ends a session of the operator's own. Answers whether it was there and open. */
export async function revokeStaffSession(
  sql: Sql,
  { staffSessionId, operatorId, reason, nowMs }: OwnEnd,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE staff_session SET revoked_at = $3, revoked_reason = $4
     WHERE id = $1 AND operator_id = $2 AND revoked_at IS NULL`,
    [staffSessionId, operatorId, at(nowMs), reason],
  )
  return rowCount === 1
}

export type StaffSessionRow = {
  id: string
  createdAtMs: number
  lastSeenAtMs: number
  ip: string | null
  userAgent: string | null
}

/** The operator's sessions that still open something, the last used first. */
export async function listLiveSessions(
  sql: Sql,
  wish: { operatorId: string; seenSinceMs: number; createdSinceMs: number },
): Promise<StaffSessionRow[]> {
  const { rows } = await sql.query<StaffSessionRow>(
    `SELECT id, created_at AS "createdAtMs", last_seen_at AS "lastSeenAtMs", ip, user_agent AS "userAgent"
     FROM staff_session WHERE operator_id = $1 AND revoked_at IS NULL AND last_seen_at > $2 AND created_at > $3
     ORDER BY last_seen_at DESC, id LIMIT 50`,
    [wish.operatorId, at(wish.seenSinceMs), at(wish.createdSinceMs)],
  )
  return rows
}
