import { at, type Sql } from '#server/database.ts'

export type GuessAlarm = {
  id: string
  atMs: number
  clientId: string
  clientName: string
  merchantId: string | null
  wrong: number
  sources: number
  cards: number
}

const SHOWN = 3

/** The latest alarms since an instant that codes were guessed over many cards, of each client and merchant the newest; not what the reader has seen. */
export async function selectGuessAlarms(
  sql: Sql,
  { readerId, sinceMs }: { readerId: string; sinceMs: number },
): Promise<GuessAlarm[]> {
  const { rows } = await sql.query<GuessAlarm>(
    `SELECT * FROM (
       SELECT DISTINCT ON (subject_id, data->>'merchantId') id, at AS "atMs", actor_id AS "clientId", actor_name AS "clientName",
         data->>'merchantId' AS "merchantId", (data->>'wrong')::int AS wrong, (data->>'sources')::int AS sources,
         (data->>'cards')::int AS cards
       FROM audit_event WHERE action = 'guess.spread' AND at > $1
       ORDER BY subject_id, data->>'merchantId', at DESC) a
     WHERE NOT EXISTS (SELECT FROM alarm_seen s WHERE s.operator_id = $2 AND s.alarm_id = a.id)
     ORDER BY "atMs" DESC LIMIT ${SHOWN}`,
    [at(sinceMs), readerId],
  )
  return rows
}
