import type { ApprovalAct, ApprovalState } from '#domain/operator/approval.ts'
import type { ApprovalChange } from '#domain/operator/approval-facts.ts'
import type { Role } from '#domain/operator/permission.ts'
import { at, atOrNull, type Sql, type Transaction } from '#server/database.ts'
import type { StaffMember } from '#server/operators/authorize.ts'

export type NewApproval = {
  id: string
  act: ApprovalAct
  customerId: string | null
  cardId: string | null
  subjectKind: string
  subjectId: string
  subjectKey: string
  payload: object
  shown: object
  factsVersion: string
  reason: string
  proof: string | null
  maker: StaffMember
  requestedAtMs: number
  expiresAtMs: number
}

/** False: the same thing is asked for already. A twin at work is waited for here. */
export async function insertApproval(tx: Transaction, { maker, ...row }: NewApproval): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO approval (id, act, customer_id, card_id, subject_kind, subject_id, subject_key, payload, shown, facts_version,
       reason, proof, maker_id, maker_role, maker_branch_id, requested_at, expires_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'open')
     ON CONFLICT (act, subject_key) WHERE state = 'open' DO NOTHING`,
    [
      row.id,
      row.act,
      row.customerId,
      row.cardId,
      row.subjectKind,
      row.subjectId,
      row.subjectKey,
      JSON.stringify(row.payload),
      JSON.stringify(row.shown),
      row.factsVersion,
      row.reason,
      row.proof,
      maker.id,
      maker.role,
      maker.branchId,
      at(row.requestedAtMs),
      at(row.expiresAtMs),
    ],
  )
  return rowCount === 1
}

export type HeldApproval = {
  id: string
  act: ApprovalAct
  customerId: string | null
  cardId: string | null
  subjectKind: string
  subjectId: string
  payload: Record<string, unknown>
  factsVersion: string
  reason: string
  proof: string | null
  makerId: string
  makerRole: Role
  expiresAtMs: number
  state: ApprovalState
  checkerId: string | null
  checkerName: string | null
  decidedAtMs: number | null
  standingUntilMs: number | null
  changes: ApprovalChange[] | null
  /** Of the customer, as it is now; of the maker where the act concerns none. */
  branchId: string | null
}

/** Holds a request until the transaction ends: of two who decide, one reads what the other decided. */
export async function takeApproval(tx: Transaction, approvalId: string): Promise<HeldApproval | null> {
  await tx.query('SELECT FROM approval WHERE id = $1 FOR UPDATE', [approvalId])
  const { rows } = await tx.query<HeldApproval>(
    `SELECT a.id, a.act, a.customer_id AS "customerId", a.card_id AS "cardId", a.subject_kind AS "subjectKind",
       a.subject_id AS "subjectId", a.payload, a.facts_version AS "factsVersion", a.reason, a.proof, a.maker_id AS "makerId",
       a.maker_role AS "makerRole", a.expires_at AS "expiresAtMs", a.state, a.checker_id AS "checkerId", c.name AS "checkerName",
       a.decided_at AS "decidedAtMs", a.standing_until AS "standingUntilMs", a.changes,
       coalesce(k.branch_id, a.maker_branch_id) AS "branchId"
     FROM approval a LEFT JOIN operator c ON c.id = a.checker_id LEFT JOIN customer k ON k.id = a.customer_id WHERE a.id = $1`,
    [approvalId],
  )
  return rows[0] ?? null
}

export type Decision = {
  approvalId: string
  state: Exclude<ApprovalState, 'open'>
  checkerId: string | null
  decidedAtMs: number
  reason?: string | null
  changes?: ApprovalChange[] | null
  standingUntilMs?: number | null
}

/** Ends an open request; false: it was not open any more. */
export async function decide(tx: Transaction, decision: Decision): Promise<boolean> {
  const { approvalId, state, checkerId, decidedAtMs, reason = null, changes, standingUntilMs = null } = decision
  const { rowCount } = await tx.query(
    `UPDATE approval SET state = $2, checker_id = $3, decided_at = $4, decision_reason = $5, changes = $6, standing_until = $7
     WHERE id = $1 AND state = 'open'`,
    [
      approvalId,
      state,
      checkerId,
      at(decidedAtMs),
      reason,
      changes ? JSON.stringify(changes) : null,
      atOrNull(standingUntilMs),
    ],
  )
  return rowCount === 1
}

/** Ends a request that takeApproval() holds and found open; were it not, the transaction starts over and reads who decided. */
export async function decideHeld(tx: Transaction, decision: Decision): Promise<void> {
  if (await decide(tx, decision)) return
  throw Object.assign(new Error('A held request was decided by somebody else'), { code: '40001' })
}

export async function markDone(tx: Transaction, approvalId: string, nowMs: number): Promise<void> {
  await tx.query('UPDATE approval SET done_at = $2 WHERE id = $1 AND done_at IS NULL', [approvalId, at(nowMs)])
}

export type StaffNow = StaffMember & { disabledAtMs: number | null }

export async function findStaff(sql: Sql, operatorId: string): Promise<StaffNow | null> {
  const { rows } = await sql.query<StaffNow>(
    `SELECT o.id, o.username, o.name, o.role, o.branch_id AS "branchId", b.name AS "branchName", o.disabled_at AS "disabledAtMs"
     FROM operator o LEFT JOIN branch b ON b.id = o.branch_id WHERE o.id = $1`,
    [operatorId],
  )
  return rows[0] ?? null
}
