import { at, type Sql } from '#server/database.ts'

export type TryOfRequest = { otpRequestId: string; id: string; state: string }

/** The last try of each code asked for, whatever it said of the payment; of requests that nobody tried, none. */
export async function listLastTries(
  sql: Sql,
  requests: readonly { id: string; customerId: string; atMs: number }[],
): Promise<TryOfRequest[]> {
  const { rows } = await sql.query<TryOfRequest>({
    name: 'list_last_tries',
    text: `SELECT r.id AS "otpRequestId", v.id, v.outcome AS state
           FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS r (id, customer_id, at)
             CROSS JOIN LATERAL (SELECT id, outcome FROM verification t WHERE t.customer_id = r.customer_id
               AND t.at >= r.at AND t.at < r.at + interval '15 minutes' AND t.otp_request_id = r.id
               ORDER BY t.at DESC LIMIT 1) v`,
    values: [
      requests.map(({ id }) => id),
      requests.map(({ customerId }) => customerId),
      requests.map(({ atMs }) => at(atMs)),
    ],
  })
  return rows
}
