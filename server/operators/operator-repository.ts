import type { Role } from '#domain/operator/permission.ts'
import { at, type Transaction } from '#server/database.ts'

/** The id of the branch of that code, made when a name is given; null when it is not there and has no name. */
export async function ensureBranch(
  tx: Transaction,
  branch: { id: string; code: string; name: string | null },
): Promise<string | null> {
  if (branch.name !== null) {
    await tx.query('INSERT INTO branch (id, code, name) VALUES ($1, $2, $3) ON CONFLICT (code) DO NOTHING', [
      branch.id,
      branch.code,
      branch.name,
    ])
  }
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM branch WHERE code = $1', [branch.code])
  return rows[0]?.id ?? null
}

export type OperatorRow = {
  id: string
  username: string
  name: string
  role: Role
  branchId: string | null
  passwordHash: string
  nowMs: number
}

/** False when the username is taken. */
export async function insertOperator(tx: Transaction, operator: OperatorRow): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO operator (id, username, name, role, branch_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (username) DO NOTHING`,
    [operator.id, operator.username, operator.name, operator.role, operator.branchId, at(operator.nowMs)],
  )
  if (rowCount !== 1) return false
  await tx.query('INSERT INTO staff_credential (operator_id, password_hash, updated_at) VALUES ($1, $2, $3)', [
    operator.id,
    operator.passwordHash,
    at(operator.nowMs),
  ])
  return true
}

/** Holds the operator until the transaction ends; false: nobody at work has that id. */
export async function holdWorkingOperator(tx: Transaction, operatorId: string): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT FROM operator WHERE id = $1 AND disabled_at IS NULL FOR UPDATE', [
    operatorId,
  ])
  return rowCount === 1
}

/** The same by username. */
export async function findWorkingOperator(tx: Transaction, username: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM operator WHERE username = $1 AND disabled_at IS NULL FOR UPDATE',
    [username],
  )
  return rows[0]?.id ?? null
}
