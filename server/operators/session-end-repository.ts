import type { Sql } from '#server/database.ts'
import type { ShownEnd } from '#server/operators/own-account-repository.ts'

export type SessionEnd = ShownEnd | 'signed_out' | 'idle' | 'too_old'
export type FoundEnd = { isRevoked: boolean; reason: SessionEnd | null; createdAtMs: number; lastSeenAtMs: number }

export async function findSessionEnd(sql: Sql, sidHash: Buffer): Promise<FoundEnd | null> {
  const { rows } = await sql.query<FoundEnd>(
    `SELECT revoked_at IS NOT NULL AS "isRevoked", revoked_reason AS reason, created_at AS "createdAtMs",
       last_seen_at AS "lastSeenAtMs"
     FROM staff_session WHERE sid_hash = $1`,
    [sidHash],
  )
  return rows[0] ?? null
}
