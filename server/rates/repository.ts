import { at, type Sql } from '#server/database.ts'

export type RateKind = PressKind | 'terminal_try' | 'requester_try' | SpreadKind
/** Wrong codes over many cards: tries of new sources, and how many sources and cards they came from and went to. */
export type SpreadKind = `${'client' | 'merchant'}_${'try' | 'source' | 'card'}`
/** OTP requests, which are judged by the running minute alone. */
export type PressKind = 'terminal_request' | 'merchant_request' | 'requester_request' | 'address_request'
export type RateRow = { kind: RateKind; key: string; minuteMs: number; tries: number; counted: number }
export type RateKey = Pick<RateRow, 'kind' | 'key'>
export type RateKeySince = RateKey & { sinceMs: number }

/** Adds one process's share; in key order, so that two processes never wait for each other in a ring. */
export async function addToRateBuckets(sql: Sql, rows: readonly RateRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql.query({
    name: 'add_to_rate_buckets',
    text: `INSERT INTO rate_bucket (kind, key, minute, tries, counted)
           SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[], $5::int[]) ORDER BY 1, 2, 3
           ON CONFLICT (kind, key, minute) DO UPDATE
             SET tries = rate_bucket.tries + EXCLUDED.tries, counted = rate_bucket.counted + EXCLUDED.counted`,
    values: [
      rows.map(({ kind }) => kind),
      rows.map(({ key }) => key),
      rows.map(({ minuteMs }) => at(minuteMs)),
      rows.map(({ tries }) => tries),
      rows.map(({ counted }) => counted),
    ],
  })
}

const columns = `b.kind, b.key, b.minute AS "minuteMs", b.tries, b.counted`

/** The largest since an instant, at most `rowsMax`. */
export async function listRateBuckets(sql: Sql, sinceMs: number, rowsMax: number): Promise<RateRow[]> {
  const { rows } = await sql.query<RateRow>(
    `SELECT ${columns} FROM rate_bucket b WHERE b.minute >= $1 ORDER BY b.tries DESC LIMIT $2`,
    [at(sinceMs), rowsMax],
  )
  return rows
}

/** Of each key the minutes since its own instant; the largest first. */
export async function listRateBucketsOf(sql: Sql, keys: readonly RateKeySince[]): Promise<RateRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql.query<RateRow>({
    name: 'list_rate_buckets_of',
    text: `SELECT ${columns} FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS k (kind, key, since)
           JOIN rate_bucket b ON b.kind = k.kind AND b.key = k.key AND b.minute >= k.since ORDER BY b.tries DESC`,
    values: [keys.map(({ kind }) => kind), keys.map(({ key }) => key), keys.map(({ sinceMs }) => at(sinceMs))],
  })
  return rows
}
