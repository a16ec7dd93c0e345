import type { ComplaintKind } from '#domain/complaint/complaint.ts'
import { mayBeGiven } from '#server/complaints/assignee-repository.ts'
import { type ComplaintRow, complaintColumns, complaintTables } from '#server/complaints/page-repository.ts'
import { at, atOrNull, type Sql } from '#server/database.ts'
import { type KeysetPlace, rowsBeyond } from '#server/keyset.ts'
import { type Reach, reach } from '#server/reach/complaint-reach.ts'

export const complaintQueues = ['mine', 'unassigned', 'overdue', 'open', 'closed'] as const
export type ComplaintQueue = (typeof complaintQueues)[number]

/** Nobody works on what was given to somebody who has left, be it for another branch or another role. */
const unassigned = `(${mayBeGiven('a', 'coalesce(k.branch_id, c.branch_id)')}) IS NOT TRUE`
const open = `c.state <> 'closed'`
const conditions: Record<ComplaintQueue, string> = {
  mine: `${open} AND c.assignee_id = $3::uuid`,
  unassigned: `${open} AND ${unassigned}`,
  overdue: `${open} AND c.due_at <= $4`,
  open,
  closed: `c.state = 'closed'`,
}

type ComplaintQuery = {
  queue: ComplaintQueue
  kind: ComplaintKind | null
  assigneeId: string | null
  dueBeforeMs: number | null
  after: KeysetPlace | null
  limit: number
}

/** Open ones by when they are due, the most urgent first; closed ones by when they were closed, the newest first. */
export async function selectComplaints(sql: Sql, within: Reach, wish: ComplaintQuery): Promise<ComplaintRow[]> {
  const { queue, kind, assigneeId, dueBeforeMs, after, limit } = wish
  const [column, order] = queue === 'closed' ? (['c.closed_at', 'DESC'] as const) : (['c.due_at', 'ASC'] as const)
  const { rows } = await sql.query<ComplaintRow>(
    `SELECT ${complaintColumns} FROM ${complaintTables}
     WHERE ${conditions[queue]} AND ${reach} AND ($5::text IS NULL OR c.kind = $5) AND ($6::uuid IS NULL OR c.assignee_id = $6)
       AND ($7::timestamptz IS NULL OR c.due_at < $7) AND ($8::timestamptz IS NULL OR ${rowsBeyond([column, 'c.id'], order, 8)})
     ORDER BY ${column} ${order}, c.id ${order} LIMIT $10`,
    [...within, kind, assigneeId, atOrNull(dueBeforeMs), after && at(after.atMs), after?.id ?? null, limit],
  )
  return rows
}

export type QueueCounts = Record<Exclude<ComplaintQueue, 'closed'>, number> & { waiting: number }

const WAITING_MAX = 1_000

/** One's own open ones, and what nobody has taken though it is overdue; counted to a thousand of each, by its own index. */
export async function countWaiting(sql: Sql, within: Reach): Promise<number> {
  const those = (which: ComplaintQueue, also: string): string =>
    `(SELECT c.id FROM ${complaintTables} WHERE ${conditions[which]}${also} AND ${reach} LIMIT ${WAITING_MAX})`
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*) AS count FROM (${those('mine', '')} UNION ${those('overdue', ` AND ${unassigned}`)}) waiting`,
    within,
  )
  return rows[0]?.count ?? 0
}

const COUNTED_MAX = 10_000

/** Of the open ones within reach; `waiting`: one's own, and what nobody has taken though it is overdue. */
export async function countOpenComplaints(sql: Sql, within: Reach): Promise<QueueCounts> {
  const { rows } = await sql.query<QueueCounts>(
    `SELECT count(*) FILTER (WHERE mine) AS mine, count(*) FILTER (WHERE free) AS unassigned,
       count(*) FILTER (WHERE late) AS overdue, count(*) AS open, count(*) FILTER (WHERE mine OR free AND late) AS waiting
     FROM (SELECT coalesce(c.assignee_id = $3::uuid, false) AS mine, ${unassigned} AS free, c.due_at <= $4 AS late
           FROM ${complaintTables} WHERE ${open} AND ${reach} ORDER BY c.due_at, c.id LIMIT ${COUNTED_MAX}) of_them`,
    within,
  )
  return rows[0] ?? { mine: 0, unassigned: 0, overdue: 0, open: 0, waiting: 0 }
}

/** `kind` null is all kinds together; seconds are of those first answered since, and null where there is none. */
export type ComplaintFigures = {
  kind: ComplaintKind | null
  opened: number
  answered: number
  medianSeconds: number | null
  meanSeconds: number | null
  open: number
  overdue: number
}

export async function selectComplaintFigures(sql: Sql, within: Reach, sinceMs: number): Promise<ComplaintFigures[]> {
  const { rows } = await sql.query<ComplaintFigures>(
    `WITH seen AS (
       SELECT c.kind, c.opened_at >= $5 AS is_new, c.first_closed_at >= $5 AS is_answered, ${open} AS is_open,
         ${open} AND c.due_at <= $4 AS is_late, extract(epoch FROM c.first_closed_at - c.opened_at)::float8 AS seconds
       FROM complaint c LEFT JOIN customer k ON k.id = c.customer_id
       WHERE (c.opened_at >= $5 OR c.first_closed_at >= $5 OR ${open}) AND ${reach})
     SELECT kind, count(*) FILTER (WHERE is_new) AS opened, count(*) FILTER (WHERE is_answered) AS answered,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE is_answered)) AS "medianSeconds",
       round(avg(seconds) FILTER (WHERE is_answered)) AS "meanSeconds",
       count(*) FILTER (WHERE is_open) AS open, count(*) FILTER (WHERE is_late) AS overdue
     FROM seen GROUP BY GROUPING SETS ((kind), ())`,
    [...within, at(sinceMs)],
  )
  return rows
}
