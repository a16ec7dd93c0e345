import { at, atOrNull, type Transaction } from '#server/database.ts'

export type NewKnownDevice = {
  id: string
  operatorId: string
  markHash: Buffer
  nowMs: number
  ip: string | null
  userAgent: string | null
  codeExpiresAtMs: number | null
}

export async function insertKnownDevice(tx: Transaction, device: NewKnownDevice): Promise<void> {
  await tx.query(
    `INSERT INTO known_device (id, operator_id, mark_hash, created_at, last_used_at, ip, user_agent, code_expires_at)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7)`,
    [
      device.id,
      device.operatorId,
      device.markHash,
      at(device.nowMs),
      device.ip,
      device.userAgent,
      atOrNull(device.codeExpiresAtMs),
    ],
  )
}

export async function noteUse(
  tx: Transaction,
  { id, nowMs, ip, userAgent }: { id: string; nowMs: number; ip: string | null; userAgent: string | null },
): Promise<void> {
  await tx.query(
    'UPDATE known_device SET last_used_at = greatest(last_used_at, $2), failed_attempts = 0, ip = $3, user_agent = $4 WHERE id = $1',
    [id, at(nowMs), ip, userAgent],
  )
}

export async function setDeviceFailures(tx: Transaction, id: string, failedAttempts: number): Promise<void> {
  await tx.query('UPDATE known_device SET failed_attempts = $2 WHERE id = $1', [id, failedAttempts])
}

/** Answers whether it was there and theirs. */
export async function deleteKnownDevice(tx: Transaction, id: string, operatorId: string): Promise<boolean> {
  return (
    (await tx.query('DELETE FROM known_device WHERE id = $1 AND operator_id = $2', [id, operatorId])).rowCount === 1
  )
}

/** Leaves the operator those used last, and no code that has had its time. */
export async function forgetOldDevices(
  tx: Transaction,
  { operatorId, keep, usedSinceMs, nowMs }: { operatorId: string; keep: number; usedSinceMs: number; nowMs: number },
): Promise<void> {
  await tx.query(
    `DELETE FROM known_device WHERE operator_id = $1 AND (code_expires_at <= $4 OR (code_expires_at IS NULL AND (
       last_used_at <= $3 OR id NOT IN (
         SELECT id FROM known_device WHERE operator_id = $1 AND code_expires_at IS NULL ORDER BY last_used_at DESC, id DESC LIMIT $2))))`,
    [operatorId, keep, at(usedSinceMs), at(nowMs)],
  )
}

export async function deleteSignInCodes(tx: Transaction, operatorId: string): Promise<void> {
  await tx.query('DELETE FROM known_device WHERE operator_id = $1 AND code_expires_at IS NOT NULL', [operatorId])
}
