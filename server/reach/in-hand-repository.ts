import { at, type Sql } from '#server/database.ts'

export type CustomerHeadRow = {
  id: string
  name: string
  branchId: string
  branchName: string
  inHandUntilMs: number | null
  inHandReason: string | null
}

export async function findCustomerHead(
  sql: Sql,
  { operatorId, customerId }: { operatorId: string; customerId: string },
): Promise<CustomerHeadRow | null> {
  const { rows } = await sql.query<CustomerHeadRow>(
    `SELECT k.id, k.name, k.branch_id AS "branchId", b.name AS "branchName", h.expires_at AS "inHandUntilMs",
       h.reason AS "inHandReason"
     FROM customer k JOIN branch b ON b.id = k.branch_id
       LEFT JOIN customer_in_hand h ON h.customer_id = k.id AND h.operator_id = $1
     WHERE k.id = $2`,
    [operatorId, customerId],
  )
  return rows[0] ?? null
}

type CustomerInHand = { operatorId: string; customerId: string; nowMs: number; reason: string | null }

const IN_HAND_MS = 30 * 60_000

/** For half an hour from now; answers until when. */
export async function putCustomerInHand(sql: Sql, hand: CustomerInHand): Promise<{ untilMs: number }> {
  const untilMs = hand.nowMs + IN_HAND_MS
  await sql.query(
    `INSERT INTO customer_in_hand (operator_id, customer_id, opened_at, expires_at, reason) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (operator_id, customer_id) DO UPDATE SET opened_at = $3, expires_at = $4, reason = $5`,
    [hand.operatorId, hand.customerId, at(hand.nowMs), at(untilMs), hand.reason],
  )
  return { untilMs }
}

type Hand = { operatorId: string; customerId: string; nowMs: number }

export async function isCustomerInHand(sql: Sql, { operatorId, customerId, nowMs }: Hand): Promise<boolean> {
  const { rowCount } = await sql.query(
    'SELECT FROM customer_in_hand WHERE operator_id = $1 AND customer_id = $2 AND expires_at > $3',
    [operatorId, customerId, at(nowMs)],
  )
  return rowCount === 1
}
