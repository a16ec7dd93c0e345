import type { FailedTries } from '#domain/verification/failed-tries.ts'
import { at, type Sql } from '#server/database.ts'

export const shownEnds = [
  'newer_sign_in',
  'disabled',
  'role_changed',
  'branch_changed',
  'password_changed',
  'ended_by_owner',
] as const
export type ShownEnd = (typeof shownEnds)[number]

export type KnownDeviceRow = {
  id: string
  createdAtMs: number
  lastUsedAtMs: number
  ip: string | null
  userAgent: string | null
}

/** The operator's known browsers, the last used first. */
export async function listKnownDevices(
  sql: Sql,
  { operatorId, usedSinceMs }: { operatorId: string; usedSinceMs: number },
): Promise<KnownDeviceRow[]> {
  const { rows } = await sql.query<KnownDeviceRow>(
    `SELECT id, created_at AS "createdAtMs", last_used_at AS "lastUsedAtMs", ip, user_agent AS "userAgent"
     FROM known_device WHERE operator_id = $1 AND code_expires_at IS NULL AND last_used_at > $2
     ORDER BY last_used_at DESC, id LIMIT 50`,
    [operatorId, at(usedSinceMs)],
  )
  return rows
}

export type EndedSessionRow = {
  id: string
  createdAtMs: number
  endedAtMs: number
  reason: ShownEnd
  ip: string | null
  userAgent: string | null
}

/** Sessions that something else than their own sign-out or quiet ended, the latest first. */
export async function listEndedSessions(
  sql: Sql,
  { operatorId, sinceMs }: { operatorId: string; sinceMs: number },
): Promise<EndedSessionRow[]> {
  const { rows } = await sql.query<EndedSessionRow>(
    `SELECT id, created_at AS "createdAtMs", revoked_at AS "endedAtMs", revoked_reason AS reason, ip, user_agent AS "userAgent"
     FROM staff_session WHERE operator_id = $1 AND revoked_at > $2 AND revoked_reason = ANY($3)
     ORDER BY revoked_at DESC, id LIMIT 20`,
    [operatorId, at(sinceMs), shownEnds],
  )
  return rows
}

export async function findFailedBefore(sql: Sql, staffSessionId: string): Promise<FailedTries | null> {
  const { rows } = await sql.query<{ failedBefore: FailedTries | null }>(
    'SELECT failed_before AS "failedBefore" FROM staff_session WHERE id = $1',
    [staffSessionId],
  )
  return rows[0]?.failedBefore ?? null
}
