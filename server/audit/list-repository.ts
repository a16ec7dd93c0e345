import { type AuditListRow, type AuditQuery, listedAuditFields } from '#server/audit/audit-fields.ts'
import { at, type Sql } from '#server/database.ts'
import { type KeysetPage, seekPage } from '#server/keyset.ts'

export type { AuditListRow, AuditQuery } from '#server/audit/audit-fields.ts'

const columns = listedAuditFields.map(({ sql, row }) => `${sql} AS "${row}"`).join(', ')

/** Newest first; `afterId` reads the rows just newer than it, `beforeId` those just older. */
export async function selectAuditRows(sql: Sql, query: AuditQuery, page: KeysetPage): Promise<AuditListRow[]> {
  const { where, values } = conditionsOf(query)
  const { where: beyond, direction } = seekPage(page, ['a.at', 'a.id'], values)
  const { rows } = await sql.query<AuditListRow>(
    `SELECT ${columns}
     FROM (SELECT * FROM audit_event a WHERE ${[...where, ...beyond].join(' AND ')}
           ORDER BY a.at ${direction}, a.id ${direction} LIMIT ${page.limit}) a
       LEFT JOIN customer k ON k.id = a.customer_id LEFT JOIN card c ON c.id = a.card_id
     ORDER BY a.at DESC, a.id DESC`,
    values,
  )
  return rows
}

export type AuditOperator = { id: string; name: string; username: string }

export async function listOperators(sql: Sql): Promise<AuditOperator[]> {
  const { rows } = await sql.query<AuditOperator>(
    'SELECT id, name, username FROM operator ORDER BY name COLLATE "fa-x-icu", username LIMIT 1000',
  )
  return rows
}

export async function hasActedSince(
  sql: Sql,
  { operatorId, action, sinceMs }: { operatorId: string; action: string; sinceMs: number },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'SELECT FROM audit_event WHERE actor_id = $1 AND at >= $2 AND action = $3 LIMIT 1',
    [operatorId, at(sinceMs), action],
  )
  return rowCount === 1
}

function conditionsOf(query: AuditQuery): { where: string[]; values: unknown[] } {
  const values: unknown[] = [at(query.fromMs), at(query.toMs)]
  // Who failed to sign in is no operator yet, but it is their business all the same.
  const where = ['a.at >= $1', 'a.at < $2', "(a.actor_kind = 'operator' OR a.action LIKE 'staff.%')"]
  for (const { filter } of listedAuditFields) {
    if (!filter) continue
    const value = query[filter.query as keyof AuditQuery]
    if (value !== undefined) where.push(`${filter.sql} = $${values.push(value)}`)
  }
  return { where, values }
}
