import { at, type Sql, type Transaction } from '#server/database.ts'

/** False: it was received before, or there was nothing to receive. */
export async function receiveHandover(
  tx: Transaction,
  { clientId, version, nowMs }: { clientId: string; version: number; nowMs: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE channel_client_handover SET jwe = NULL, received_at = greatest($3, made_at)
     WHERE channel_client_id = $1 AND version = $2 AND jwe IS NOT NULL`,
    [clientId, version, at(nowMs)],
  )
  return rowCount === 1
}

/** Of a client that is ended: nobody is to fetch a secret of it. */
export async function forgetHandovers(tx: Transaction, clientId: string): Promise<void> {
  await tx.query('UPDATE channel_client_handover SET jwe = NULL WHERE channel_client_id = $1 AND jwe IS NOT NULL', [
    clientId,
  ])
}

export type Handover = {
  clientId: string
  version: number
  thumbprint: string
  madeAtMs: number
  receivedAtMs: number | null
  makerName: string
  checkerName: string
  isWaiting: boolean
  /** For the two who asked and approved, until the machine signed with it; null for everybody else. */
  jwe: string | null
}

/** Of the present version of each client; those that nobody handed over have none. */
export async function listHandovers(sql: Sql, operatorId: string): Promise<Handover[]> {
  const { rows } = await sql.query<Handover>(
    `SELECT h.channel_client_id AS "clientId", h.version, h.thumbprint, h.made_at AS "madeAtMs",
       h.received_at AS "receivedAtMs", m.name AS "makerName", k.name AS "checkerName", h.jwe IS NOT NULL AS "isWaiting",
       CASE WHEN $1 IN (a.maker_id, a.checker_id) THEN h.jwe END AS jwe
     FROM channel_client_handover h JOIN channel_client c ON c.id = h.channel_client_id AND c.version = h.version
       JOIN approval a ON a.id = h.approval_id JOIN operator m ON m.id = a.maker_id JOIN operator k ON k.id = a.checker_id`,
    [operatorId],
  )
  return rows
}
