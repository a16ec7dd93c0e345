import { at, type Sql, type Transaction } from '#server/database.ts'
import type { RequestKey } from '#server/requests/request-key.ts'

export type StoredOutcome = { bodyMac: Buffer; status: number; body: unknown }

/**
 * Takes a request id for this transaction; a twin at work is waited for here. False: the id is taken by a committed
 * request whose outcome is still kept.
 */
export async function takeRequestId(tx: Transaction, key: RequestKey): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'take_request_id',
    text: `INSERT INTO request_outcome (client_id, request_id, body_mac, created_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (client_id, request_id) DO UPDATE
             SET body_mac = EXCLUDED.body_mac, created_at = EXCLUDED.created_at, status = NULL, body = NULL
             WHERE request_outcome.created_at < $5`,
    values: [key.clientId, key.requestId, key.bodyMac, at(key.nowMs), at(key.nowMs - key.keptSeconds * 1000)],
  })
  return rowCount === 1
}

export async function storeOutcome(
  tx: Transaction,
  key: RequestKey,
  outcome: { status: number; body: unknown },
): Promise<void> {
  await tx.query({
    name: 'store_request_outcome',
    text: 'UPDATE request_outcome SET status = $3, body = $4 WHERE client_id = $1 AND request_id = $2',
    values: [key.clientId, key.requestId, outcome.status, JSON.stringify(outcome.body)],
  })
}

export async function findOutcome(
  sql: Sql,
  key: Pick<RequestKey, 'clientId' | 'requestId'>,
): Promise<StoredOutcome | null> {
  const { rows } = await sql.query<StoredOutcome>({
    name: 'find_request_outcome',
    text: `SELECT body_mac AS "bodyMac", status, body FROM request_outcome
           WHERE client_id = $1 AND request_id = $2 AND status IS NOT NULL`,
    values: [key.clientId, key.requestId],
  })
  return rows[0] ?? null
}
