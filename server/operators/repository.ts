import type { Role } from '#domain/operator/permission.ts'
import type { Sql } from '#server/database.ts'

export type OperatorSessionRow = {
  id: string
  username: string
  name: string
  role: Role
  branchId: string | null
  branchName: string | null
  disabledAtMs: number | null
  staffSessionId: string
  createdAtMs: number
  lastSeenAtMs: number
  revokedAtMs: number | null
}

export async function findOperatorBySession(sql: Sql, sidHash: Buffer): Promise<OperatorSessionRow | null> {
  const { rows } = await sql.query<OperatorSessionRow>({
    name: 'find_operator_by_session',
    text: `SELECT o.id, o.username, o.name, o.role, o.branch_id AS "branchId", b.name AS "branchName",
             o.disabled_at AS "disabledAtMs", s.id AS "staffSessionId",
             s.created_at AS "createdAtMs", s.last_seen_at AS "lastSeenAtMs", s.revoked_at AS "revokedAtMs"
           FROM staff_session s JOIN operator o ON o.id = s.operator_id LEFT JOIN branch b ON b.id = o.branch_id
           WHERE s.sid_hash = $1`,
    values: [sidHash],
  })
  return rows[0] ?? null
}

/** Moves the idle clock forward, never back. */
export async function touchStaffSession(sql: Sql, staffSessionId: string, seenAt: Date): Promise<void> {
  await sql.query(
    'UPDATE staff_session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2 AND revoked_at IS NULL',
    [staffSessionId, seenAt],
  )
}
