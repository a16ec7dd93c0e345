import type { Role } from '#domain/permission.ts'
import { at, atOrNull, type Sql, type Transaction } from '#server/database.ts'

export type SigningOperator = {
  id: string
  username: string
  name: string
  role: Role
  branchId: string | null
  branchName: string | null
  failedAttempts: number
  lockedUntilMs: number | null
  disabledAtMs: number | null
  passwordHash: string
}

/** Holds the operator until the transaction ends: passwords are tried one after another. */
export async function takeSigningOperator(tx: Transaction, username: string): Promise<SigningOperator | null> {
  const { rows } = await tx.query<SigningOperator>(
    `SELECT o.id, o.username, o.name, o.role, o.branch_id AS "branchId", b.name AS "branchName",
       o.failed_attempts AS "failedAttempts", o.locked_until AS "lockedUntilMs", o.disabled_at AS "disabledAtMs",
       c.password_hash AS "passwordHash"
     FROM operator o JOIN staff_credential c ON c.operator_id = o.id LEFT JOIN branch b ON b.id = o.branch_id
     WHERE o.username = $1 FOR UPDATE OF o`,
    [username],
  )
  return rows[0] ?? null
}

export async function setSignInFailures(
  tx: Transaction,
  operatorId: string,
  { failedAttempts, lockedUntilMs }: { failedAttempts: number; lockedUntilMs: number | null },
): Promise<void> {
  await tx.query('UPDATE operator SET failed_attempts = $2, locked_until = $3 WHERE id = $1', [
    operatorId,
    failedAttempts,
    atOrNull(lockedUntilMs),
  ])
}

/** The same password in another form: not a change of it, whose day stays. */
export async function setPasswordHash(tx: Transaction, operatorId: string, passwordHash: string): Promise<void> {
  await tx.query('UPDATE staff_credential SET password_hash = $2 WHERE operator_id = $1', [operatorId, passwordHash])
}

export type NewStaffSession = {
  id: string
  sidHash: Buffer
  operatorId: string
  createdAtMs: number
  ip: string | null
  userAgent: string | null
}

export async function insertStaffSession(sql: Sql, session: NewStaffSession): Promise<void> {
  await sql.query(
    `INSERT INTO staff_session (id, sid_hash, operator_id, created_at, last_seen_at, ip, user_agent)
     VALUES ($1, $2, $3, $4, $4, $5, $6)`,
    [session.id, session.sidHash, session.operatorId, at(session.createdAtMs), session.ip, session.userAgent],
  )
}
