import type { Sql } from '#server/database.ts'

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
