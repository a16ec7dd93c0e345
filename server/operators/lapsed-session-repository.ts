import { at, type Transaction } from '#server/database.ts'

type Limits = { seenSinceMs: number; createdSinceMs: number; nowMs: number }

/**
 * Writes down that sessions are over which their time has ended, so that no longer time revives them.
 * @param operatorId whose; null: everybody's
 */
export async function endLapsedSessions(
  tx: Transaction,
  operatorId: string | null,
  { seenSinceMs, createdSinceMs, nowMs }: Limits,
): Promise<void> {
  await tx.query(
    `UPDATE staff_session SET revoked_at = $4, revoked_reason = CASE WHEN created_at <= $3 THEN 'too_old' ELSE 'idle' END
     WHERE revoked_at IS NULL AND (operator_id = $1 OR $1::uuid IS NULL) AND (last_seen_at <= $2 OR created_at <= $3)`,
    [operatorId, at(seenSinceMs), at(createdSinceMs), at(nowMs)],
  )
}
