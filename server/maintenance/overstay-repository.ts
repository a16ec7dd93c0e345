import type { Sql } from '#server/database.ts'

/** Ends the web process's transactions that are older; answers how many there were. */
export async function endOverstays(sql: Sql, limitSeconds: number): Promise<number> {
  const { rows } = await sql.query<{ ended: number }>('SELECT end_overstays($1) AS ended', [limitSeconds])
  return rows[0]?.ended ?? 0
}
