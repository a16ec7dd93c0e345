import { at, type Sql, type Transaction } from '#server/database.ts'

export async function findPersonalFields(
  sql: Sql,
  customerId: string,
): Promise<{ nationalId: string; mobile: string | null } | null> {
  const { rows } = await sql.query<{ nationalId: string; mobile: string | null }>(
    'SELECT national_id AS "nationalId", mobile FROM customer WHERE id = $1',
    [customerId],
  )
  return rows[0] ?? null
}

/** Reveals of an operator since an instant, counted one transaction after another. */
export async function countReveals(tx: Transaction, operatorId: string, sinceMs: number): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [operatorId])
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM audit_event WHERE actor_id = $1 AND at > $2 AND action = 'customer.revealed'`,
    [operatorId, at(sinceMs)],
  )
  return rows[0]?.count ?? 0
}
