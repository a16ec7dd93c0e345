import type { FailedTries } from '#domain/verification/failed-tries.ts'
import { at, type Transaction } from '#server/database.ts'

export type NewStaffSession = {
  id: string
  sidHash: Buffer
  operatorId: string
  createdAtMs: number
  ip: string | null
  userAgent: string | null
  failedBefore: FailedTries | null
}

export async function insertStaffSession(tx: Transaction, session: NewStaffSession): Promise<void> {
  await tx.query(
    `INSERT INTO staff_session (id, sid_hash, operator_id, created_at, last_seen_at, ip, user_agent, failed_before)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7)`,
    [
      session.id,
      session.sidHash,
      session.operatorId,
      at(session.createdAtMs),
      session.ip,
      session.userAgent,
      session.failedBefore === null ? null : JSON.stringify(session.failedBefore),
    ],
  )
}

/** Ends the operator's oldest sessions beyond `keep`, their row being held; answers which. */
export async function endOldestSessions(
  tx: Transaction,
  { operatorId, keep, nowMs }: { operatorId: string; keep: number; nowMs: number },
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `UPDATE staff_session SET revoked_at = $3, revoked_reason = 'newer_sign_in'
     WHERE revoked_at IS NULL AND operator_id = $1 AND id NOT IN (
       SELECT id FROM staff_session WHERE operator_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $2)
     RETURNING id`,
    [operatorId, keep, at(nowMs)],
  )
  return rows.map(({ id }) => id)
}
