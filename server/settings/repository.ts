import type { Role } from '#domain/operator/permission.ts'
import type { Sql } from '#server/database.ts'

export type ClientRow = {
  id: string
  kind: 'atm' | 'gateway' | 'sms' | 'core' | 'backoffice'
  name: string
  version: number
  ratePerSecond: number
  /** CIDR blocks that it may call from. */
  sources: string[]
  disabledAtMs: number | null
  createdAtMs: number
}

export async function listClients(sql: Sql): Promise<ClientRow[]> {
  const { rows } = await sql.query<ClientRow>(
    `SELECT id, kind, name, version, rate_per_second AS "ratePerSecond", sources::text[] AS sources,
       disabled_at AS "disabledAtMs", created_at AS "createdAtMs"
     FROM channel_client ORDER BY disabled_at IS NOT NULL, kind, id LIMIT 500`,
  )
  return rows
}

export type StaffRow = {
  id: string
  username: string
  name: string
  role: Role
  branchName: string | null
  lockedUntilMs: number | null
  disabledAtMs: number | null
  lastSeenAtMs: number | null
}

export async function listStaff(sql: Sql): Promise<StaffRow[]> {
  const { rows } = await sql.query<StaffRow>(
    `SELECT o.id, o.username, o.name, o.role, b.name AS "branchName", o.locked_until AS "lockedUntilMs",
       o.disabled_at AS "disabledAtMs", (SELECT max(s.last_seen_at) FROM staff_session s WHERE s.operator_id = o.id) AS "lastSeenAtMs"
     FROM operator o LEFT JOIN branch b ON b.id = o.branch_id
     ORDER BY o.disabled_at IS NOT NULL, o.role, o.name COLLATE "fa-x-icu", o.username LIMIT 1000`,
  )
  return rows
}
