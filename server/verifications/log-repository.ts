import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import { at, type Sql } from '#server/database.ts'
import { conditionsOf } from '#server/verifications/log-conditions-repository.ts'
import { type LogRow, listedLogFields } from '#server/verifications/log-fields.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

export type { LogRow } from '#server/verifications/log-fields.ts'

const columns = listedLogFields.flatMap(({ sql, row }) => (row ? [`${sql} AS "${row}"`] : [])).join(', ')

export type LogPage = { limit: number; beforeId?: string; afterId?: string }

/** Newest first; `afterId` reads the rows just newer than it, `beforeId` those just older. */
export async function selectLogRows(
  sql: Sql,
  query: LogQuery,
  { limit, beforeId, afterId }: LogPage,
): Promise<LogRow[]> {
  const { where, values } = conditionsOf(query)
  const cursor = afterId ?? beforeId
  if (cursor) {
    values.push(at(uuidv7AtMs(cursor)), cursor)
    where.push(`(v.at, v.id) ${afterId ? '>' : '<'} ($${values.length - 1}, $${values.length})`)
  }
  const direction = afterId ? 'ASC' : 'DESC'
  const { rows } = await sql.query<LogRow>(
    `SELECT ${columns} FROM verification v WHERE ${where.join(' AND ')}
     ORDER BY v.at ${direction}, v.id ${direction} LIMIT ${limit}`,
    values,
  )
  return afterId ? rows.reverse() : rows
}

/** Whether there is anything newer, and at most how much of it. */
export async function countNewer(sql: Sql, query: LogQuery, afterId: string, limit: number): Promise<number> {
  const { where, values } = conditionsOf(query)
  values.push(at(uuidv7AtMs(afterId)), afterId)
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT FROM verification v WHERE ${where.join(' AND ')}
       AND (v.at, v.id) > ($${values.length - 1}, $${values.length}) LIMIT ${limit}) newer`,
    values,
  )
  return rows[0]?.count ?? 0
}
