import { at, type Sql } from '#server/database.ts'

export type ShutAccount = {
  operatorId: string
  name: string
  username: string
  atMs: number
  lockedUntilMs: number | null
}

const SHOWN = 5

/** Accounts that were shut to unknown browsers since an instant, each by its latest time; `lockedUntilMs` as it stands now. */
export async function selectShutAccounts(sql: Sql, sinceMs: number): Promise<ShutAccount[]> {
  const { rows } = await sql.query<ShutAccount>(
    `SELECT o.id AS "operatorId", o.name, o.username, max(a.at) AS "atMs", o.locked_until AS "lockedUntilMs"
     FROM audit_event a JOIN operator o ON o.id::text = a.subject_id
     WHERE a.action = 'staff.locked' AND a.at > $1
     GROUP BY o.id ORDER BY max(a.at) DESC LIMIT ${SHOWN}`,
    [at(sinceMs)],
  )
  return rows
}
