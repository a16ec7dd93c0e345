import { at, type Sql } from '#server/database.ts'

type Hand = { operatorId: string; customerId: string; nowMs: number }

export async function isCustomerInHand(sql: Sql, { operatorId, customerId, nowMs }: Hand): Promise<boolean> {
  const { rowCount } = await sql.query(
    'SELECT FROM customer_in_hand WHERE operator_id = $1 AND customer_id = $2 AND expires_at > $3',
    [operatorId, customerId, at(nowMs)],
  )
  return rowCount === 1
}
