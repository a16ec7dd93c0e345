import { at, type Sql } from '#server/database.ts'

export type CustomerState = 'locked' | 'pending'
export type StateQuery = {
  state: CustomerState
  branchId: string | null
  nowMs: number
  afterId?: string
  limit: number
}

const found: Record<CustomerState, string> = {
  locked: `SELECT c.customer_id AS id FROM guard g JOIN card c ON c.id = g.card_id
    WHERE (g.app_closed_until IS NOT NULL OR g.all_closed_until IS NOT NULL OR g.held_since IS NOT NULL)
      AND (g.app_closed_until > $1 OR g.all_closed_until > $1 OR g.held_since IS NOT NULL)`,
  pending: `SELECT e.customer_id AS id FROM enrollment e WHERE e.status = 'pending' AND e.created_at <= $1`,
}

/** Ids of customers in a state, in the order of their ids; `branchId` null is every branch. */
export async function selectCustomerIdsByState(
  sql: Sql,
  { state, branchId, nowMs, afterId, limit }: StateQuery,
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT DISTINCT k.id FROM (${found[state]}) f JOIN customer k ON k.id = f.id
     WHERE ($2::uuid IS NULL OR k.branch_id = $2) AND ($3::uuid IS NULL OR k.id > $3) ORDER BY k.id LIMIT ${limit}`,
    [at(nowMs), branchId, afterId ?? null],
  )
  return rows.map(({ id }) => id)
}
