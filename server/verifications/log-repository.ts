import type { Sql } from '#server/database.ts'
import { type KeysetPage, seekPage } from '#server/keyset.ts'
import { conditionsOf } from '#server/verifications/log-conditions-repository.ts'
import { type LogRow, listedLogFields } from '#server/verifications/log-fields.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

export type { LogRow } from '#server/verifications/log-fields.ts'

const columns = listedLogFields.flatMap(({ sql, row }) => (row ? [`${sql} AS "${row}"`] : [])).join(', ')
const place = ['v.at', 'v.id'] as const

/** Newest first; `afterId` reads the rows just newer than it, `beforeId` those just older. */
export async function selectLogRows(sql: Sql, query: LogQuery, page: KeysetPage): Promise<LogRow[]> {
  const { where, values } = conditionsOf(query)
  const { where: beyond, direction } = seekPage(page, place, values)
  const { rows } = await sql.query<LogRow>(
    `SELECT ${columns} FROM verification v WHERE ${[...where, ...beyond].join(' AND ')}
     ORDER BY v.at ${direction}, v.id ${direction} LIMIT ${page.limit}`,
    values,
  )
  return direction === 'ASC' ? rows.reverse() : rows
}

/** Whether there is anything newer, and at most how much of it. */
export async function countNewer(sql: Sql, query: LogQuery, afterId: string, limit: number): Promise<number> {
  const { where, values } = conditionsOf(query)
  const { where: beyond } = seekPage({ limit, afterId }, place, values)
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT FROM verification v WHERE ${[...where, ...beyond].join(' AND ')}
       LIMIT ${limit}) newer`,
    values,
  )
  return rows[0]?.count ?? 0
}
