import type { Sql } from '#server/database.ts'

export async function findPolicyOverrides(sql: Sql): Promise<Record<string, unknown>> {
  const { rows } = await sql.query<{ overrides: Record<string, unknown> }>('SELECT overrides FROM policy')
  return rows[0]?.overrides ?? {}
}
