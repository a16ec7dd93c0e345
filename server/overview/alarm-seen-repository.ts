import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import { at, type Sql } from '#server/database.ts'

/** Whether an alarm of that id rang since the instant. */
export async function isAlarm(sql: Sql, alarmId: string, sinceMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT FROM audit_event WHERE at = $1 AND id = $2 AND at > $3
       AND action IN ('guess.spread', 'ceiling.reached', 'ceiling.raised')`,
    [at(uuidv7AtMs(alarmId)), alarmId, at(sinceMs)],
  )
  return rowCount === 1
}

type SeenAlarm = { operatorId: string; alarmId: string; nowMs: number }

/** False: seen already. */
export async function insertAlarmSeen(sql: Sql, { operatorId, alarmId, nowMs }: SeenAlarm): Promise<boolean> {
  const { rowCount } = await sql.query(
    'INSERT INTO alarm_seen (operator_id, alarm_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [operatorId, alarmId, at(nowMs)],
  )
  return rowCount === 1
}
