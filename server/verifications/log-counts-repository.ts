import type { Sql } from '#server/database.ts'
import { conditionsOf } from '#server/verifications/log-conditions-repository.ts'
import { type FacetName, listedLogFields, logFields } from '#server/verifications/log-fields.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

const facets = listedLogFields.flatMap(({ name, facet }) => (facet ? [{ name, facet }] : []))
export const facetNames = facets.map(({ name }) => name as FacetName)
export type FacetRow = { facet: FacetName | 'total'; value: string | null; label: string | null; count: number }

/** How many of the newest `limit` rows have each value of each facet, and how many rows that was in all. */
export async function countFacets(sql: Sql, query: LogQuery, limit: number): Promise<FacetRow[]> {
  const { where, values } = conditionsOf(query)
  const { rows } = await sql.query<FacetRow>(
    `WITH w AS MATERIALIZED (
       SELECT ${facets.map(({ name, facet }) => `${facet} AS "${name}"`).join(', ')}, ${logFields.payee.sql} AS label
       FROM verification v WHERE ${where.join(' AND ')} ORDER BY v.at DESC, v.id DESC LIMIT ${limit})
     SELECT CASE ${facetNames.map((name) => `WHEN GROUPING("${name}") = 0 THEN '${name}'`).join(' ')} ELSE 'total' END AS facet,
       coalesce(${facetNames.map((name) => `"${name}"`).join(', ')}) AS value, max(label) AS label, count(*) AS count
     FROM w GROUP BY GROUPING SETS (${facetNames.map((name) => `("${name}")`).join(', ')}, ())
     ORDER BY count(*) DESC, 2`,
    values,
  )
  return rows
}

export type BucketRow = { startMs: number; accepted: number; rejected: number }

/** Accepted and rejected by stretch of time, of the newest `limit` rows. */
export async function countByTime(
  sql: Sql,
  query: LogQuery,
  { stretchMs, limit }: { stretchMs: number; limit: number },
): Promise<BucketRow[]> {
  const { where, values } = conditionsOf(query)
  values.push(`${stretchMs} milliseconds`)
  const { rows } = await sql.query<BucketRow>(
    `WITH w AS MATERIALIZED (SELECT v.at, v.outcome FROM verification v WHERE ${where.join(' AND ')}
       ORDER BY v.at DESC, v.id DESC LIMIT ${limit})
     SELECT date_bin($${values.length}::interval, at, $1) AS "startMs", count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
       count(*) FILTER (WHERE outcome = 'rejected') AS rejected
     FROM w GROUP BY 1 ORDER BY 1`,
    values,
  )
  return rows
}
