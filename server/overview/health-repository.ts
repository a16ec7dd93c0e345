import { at, type Sql } from '#server/database.ts'

export type SmsHealthRow = { queued: number; failed: number; delivered: number; medianSeconds: number | null }

// Enough rows for a median that means something, few enough to read at any size of the log.
const NEWEST = 20_000

/** What became of the SMS since an instant, of the newest twenty thousand. */
export async function readSmsHealth(sql: Sql, sinceMs: number): Promise<SmsHealthRow> {
  const { rows } = await sql.query<SmsHealthRow>(
    `SELECT count(*) FILTER (WHERE state = 'queued') AS queued,
       count(*) FILTER (WHERE state IN ('failed', 'rejected', 'expired')) AS failed,
       count(*) FILTER (WHERE state = 'delivered') AS delivered,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - at)::float8)
         FILTER (WHERE state = 'delivered') AS "medianSeconds"
     FROM (SELECT state, at, ended_at FROM sms_message WHERE at >= $1 ORDER BY at DESC LIMIT ${NEWEST}) newest`,
    [at(sinceMs)],
  )
  return rows[0] ?? { queued: 0, failed: 0, delivered: 0, medianSeconds: null }
}

export type ChannelSeenRow = {
  id: string
  name: string
  kind: string
  isDisabled: boolean
  lastSeenAtMs: number | null
}

/** The clients that verify codes, each with its last one among the newest twenty thousand since an instant. */
export async function listChannelsSeen(sql: Sql, sinceMs: number): Promise<ChannelSeenRow[]> {
  const { rows } = await sql.query<ChannelSeenRow>(
    `SELECT c.id, c.name, c.kind, c.disabled_at IS NOT NULL AS "isDisabled", s.seen AS "lastSeenAtMs"
     FROM channel_client c LEFT JOIN (
       SELECT channel_client_id, max(at) AS seen
       FROM (SELECT channel_client_id, at FROM verification WHERE at >= $1 ORDER BY at DESC LIMIT ${NEWEST}) newest
       GROUP BY channel_client_id) s ON s.channel_client_id = c.id
     WHERE c.kind IN ('atm', 'gateway') ORDER BY s.seen DESC NULLS LAST, c.id LIMIT 20`,
    [at(sinceMs)],
  )
  return rows
}
