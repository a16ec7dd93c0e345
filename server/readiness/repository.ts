import { at, type Sql } from '#server/database.ts'

export async function listAppliedMigrations(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>('SELECT name FROM applied_migration')
  return rows.map(({ name }) => name)
}

/** Whether every table that is kept by months has its partition for this instant. */
export async function havePartitionsUntil(sql: Sql, untilMs: number): Promise<boolean> {
  const { rows } = await sql.query<{ ahead: boolean }>(
    `SELECT coalesce(ends AT TIME ZONE 'UTC' > $1, false) AS ahead FROM partition_horizon`,
    [at(untilMs)],
  )
  return rows[0]?.ahead ?? false
}
