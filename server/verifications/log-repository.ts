import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import { at, type Sql } from '#server/database.ts'
import { conditionsOf } from '#server/verifications/log-conditions-repository.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

export type LogRow = {
  id: string
  atMs: number
  customerId: string | null
  cardMasked: string
  pinKind: 'first' | 'second'
  outcome: 'accepted' | 'rejected'
  reason: string
  method: 'sms' | 'app' | null
  processType: string | null
  amount: number | null
  merchantId: string | null
  payeeName: string | null
  terminalId: string
  clientIp: string | null
  requesterId: string | null
  deviceId: string | null
  channelClientId: string
  details: Record<string, unknown>
}

// The name stands on the request: with another payee it is not the name of the one that came.
const COLUMNS = `v.id, v.at AS "atMs", v.customer_id AS "customerId", v.card_masked AS "cardMasked",
  v.pin_kind AS "pinKind", v.outcome, v.reason, v.method, v.process_type AS "processType", v.amount,
  v.merchant_id AS "merchantId", CASE WHEN v.reason <> 'payee_mismatch' THEN v.payee_name END AS "payeeName", v.terminal_id AS "terminalId", v.client_ip AS "clientIp",
  v.requester_id AS "requesterId", v.device_id AS "deviceId", v.channel_client_id AS "channelClientId", v.details`

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
    `SELECT ${COLUMNS} FROM verification v WHERE ${where.join(' AND ')}
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
