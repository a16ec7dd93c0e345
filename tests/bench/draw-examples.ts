import { toJalali } from '#domain/calendar/jalali-day.ts'
import type { Pool } from '#server/database.ts'
import type { Lookup } from './desk-lookups.ts'

export type Example = { typed: string; values: string[] }

const IN_TEHRAN = `AT TIME ZONE 'Asia/Tehran'`
/** `share`: of each table in percent, of which the examples are drawn. */
const samples = (share: number): string[] => [
  `CREATE TEMP TABLE sample_customer AS
   SELECT k.*, c.last4, (row_number() OVER ())::integer AS place FROM (
     SELECT * FROM customer TABLESAMPLE SYSTEM (${share}) WHERE mobile IS NOT NULL ORDER BY random() LIMIT 2000) k
     CROSS JOIN LATERAL (SELECT last4 FROM card WHERE customer_id = k.id LIMIT 1) c`,
  `CREATE TEMP TABLE sample_payment AS
   SELECT v.*, r.reference_number, to_char(v.at ${IN_TEHRAN}, 'YYYY-MM-DD') AS day, extract(hour FROM v.at ${IN_TEHRAN}) AS hour,
     '' AS spoken_day
   FROM (SELECT * FROM verification TABLESAMPLE SYSTEM (${Math.ceil(share / 3)}) WHERE payment_reference IS NOT NULL AND otp_request_id IS NOT NULL
         ORDER BY random() LIMIT 3000) v
     JOIN LATERAL (SELECT reference_number FROM otp_request q WHERE q.id = v.otp_request_id
       AND q.at BETWEEN v.at - interval '5 minutes' AND v.at) r ON true LIMIT 2000`,
  `CREATE TEMP TABLE sample_token AS SELECT id FROM activation_token TABLESAMPLE SYSTEM (${share}) ORDER BY random() LIMIT 2000`,
  `CREATE TEMP TABLE sample_device AS SELECT DISTINCT device_id AS id FROM activation TABLESAMPLE SYSTEM (${share}) LIMIT 2000`,
]

/** Draws rows to look for, other ones at each run; `pool` keeps one connection, which holds them until it ends. */
export async function drawSamples(pool: Pool): Promise<void> {
  const { rows: sizes } = await pool.query<{ customers: number }>('SELECT count(*)::integer AS customers FROM customer')
  const share = (sizes[0]?.customers ?? 0) < 100_000 ? 100 : 3
  for (const text of samples(share)) await pool.query(text)
  const { rows } = await pool.query<{ day: string }>('SELECT DISTINCT day FROM sample_payment')
  for (const { day } of rows) {
    const { year, month, day: date } = toJalali(Date.parse(`${day}T00:00:00Z`))
    await pool.query('UPDATE sample_payment SET spoken_day = $2 WHERE day = $1', [day, `${year}/${month}/${date}`])
  }
}

export async function drawExamples(pool: Pool, { examples }: Lookup, count: number): Promise<Example[]> {
  const { rows } = await pool.query<Example>(
    `SELECT * FROM (${examples}) e WHERE typed IS NOT NULL ORDER BY random() LIMIT ${count}`,
  )
  if (rows.length < 2) throw new Error(`there is nothing to look for: ${examples}`)
  // Where there are fewer different things to look for, they come again.
  return Array.from({ length: count }, (_, place) => rows[place % rows.length] as Example)
}
