import type { Sql } from '#server/database.ts'
import { conditionsOf } from '#server/verifications/log-conditions-repository.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

export const facetNames = ['outcome', 'reason', 'method', 'type', 'merchant', 'terminal'] as const
export type FacetName = (typeof facetNames)[number]
export type FacetRow = { facet: FacetName | 'total'; value: string | null; label: string | null; count: number }

/** How many of the newest `limit` rows have each value of each facet, and how many rows that was in all. */
export async function countFacets(sql: Sql, query: LogQuery, limit: number): Promise<FacetRow[]> {
  const { where, values } = conditionsOf(query)
  const { rows } = await sql.query<FacetRow>(
    `WITH w AS MATERIALIZED (
       SELECT v.outcome, CASE v.outcome WHEN 'rejected' THEN v.reason END AS reason, coalesce(v.method, 'none') AS method,
         coalesce(v.process_type, 'none') AS type, v.merchant_id AS merchant, v.terminal_id AS terminal,
         CASE WHEN v.reason <> 'payee_mismatch' THEN v.payee_name END AS payee_name
       FROM verification v WHERE ${where.join(' AND ')} ORDER BY v.at DESC, v.id DESC LIMIT ${limit})
     SELECT CASE WHEN GROUPING(outcome) = 0 THEN 'outcome' WHEN GROUPING(reason) = 0 THEN 'reason'
         WHEN GROUPING(method) = 0 THEN 'method' WHEN GROUPING(type) = 0 THEN 'type'
         WHEN GROUPING(merchant) = 0 THEN 'merchant' WHEN GROUPING(terminal) = 0 THEN 'terminal' ELSE 'total' END AS facet,
       coalesce(outcome, reason, method, type, merchant, terminal) AS value, max(payee_name) AS label, count(*) AS count
     FROM w GROUP BY GROUPING SETS ((outcome), (reason), (method), (type), (merchant), (terminal), ())
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
