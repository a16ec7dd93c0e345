import type { PinKind } from '#domain/verification/verification-types.ts'
import { at, type Sql } from '#server/database.ts'

export type StatementVerification = {
  id: string
  atMs: number
  last4: string
  pinKind: PinKind
  method: 'sms' | 'app' | null
  outcome: 'accepted' | 'rejected'
  reason: string
  details: Record<string, unknown>
  payeeName: string | null
  amount: number | null
}
export type StatementAct = {
  id: string
  atMs: number
  action: string
  actorName: string
  branchName: string | null
  data: Record<string, unknown>
}
type Period = { customerId: string; fromMs: number; toMs: number; limit: number }

/** What was tried in a period, newest first. */
export async function listStatementVerifications(
  sql: Sql,
  { customerId, fromMs, toMs, limit }: Period,
): Promise<StatementVerification[]> {
  const { rows } = await sql.query<StatementVerification>(
    `SELECT id, at AS "atMs", right(card_masked, 4) AS last4, pin_kind AS "pinKind", method, outcome, reason, details,
       payee_name AS "payeeName", amount
     FROM verification WHERE customer_id = $1 AND at BETWEEN $2 AND $3 ORDER BY at DESC, id DESC LIMIT $4`,
    [customerId, at(fromMs), at(toMs), limit],
  )
  return rows
}

/** What was done on the record in a period, newest first; who only looked is left out. */
export async function listStatementActs(
  sql: Sql,
  { customerId, fromMs, toMs, limit }: Period,
): Promise<StatementAct[]> {
  const { rows } = await sql.query<StatementAct>(
    `SELECT id, at AS "atMs", action, actor_name AS "actorName", branch_name AS "branchName", data
     FROM audit_event WHERE customer_id = $1 AND at BETWEEN $2 AND $3
       AND action NOT IN ('customer.viewed', 'customer.found', 'customer.revealed', 'verification.viewed', 'card.looked_up',
         'statement.printed')
     ORDER BY at DESC, id DESC LIMIT $4`,
    [customerId, at(fromMs), at(toMs), limit],
  )
  return rows
}
