import { at, type Transaction } from '#server/database.ts'

type Window = { deviceId: string; nowMs: number; windowSeconds: number }

/** This installation's wrong receipt parts within the window, oldest first, as epoch milliseconds. */
export async function listWrongTries(tx: Transaction, { deviceId, nowMs, windowSeconds }: Window): Promise<number[]> {
  const { rows } = await tx.query<{ atMs: number }>({
    name: 'list_wrong_token_tries',
    text: 'SELECT at AS "atMs" FROM wrong_token_try WHERE device_id = $1 AND at > $2 ORDER BY at',
    values: [deviceId, at(nowMs - windowSeconds * 1000)],
  })
  return rows.map(({ atMs }) => atMs)
}

export async function insertWrongTry(tx: Transaction, { deviceId, nowMs, windowSeconds }: Window): Promise<void> {
  await tx.query({
    name: 'forget_wrong_token_tries',
    text: 'DELETE FROM wrong_token_try WHERE device_id = $1 AND at <= $2',
    values: [deviceId, at(nowMs - windowSeconds * 1000)],
  })
  await tx.query({
    name: 'insert_wrong_token_try',
    text: 'INSERT INTO wrong_token_try (device_id, at) VALUES ($1, $2)',
    values: [deviceId, at(nowMs)],
  })
}

/** How many refusals of an installation's activations were recorded since an instant. */
export async function countRefusals(tx: Transaction, deviceId: string, sinceMs: number): Promise<number> {
  const { rows } = await tx.query<{ count: number }>({
    name: 'count_refused_activations',
    text: `SELECT count(DISTINCT request_id) FROM audit_event
           WHERE actor_id = $1 AND at > $2 AND action = 'activation.refused'`,
    values: [deviceId, at(sinceMs)],
  })
  return rows[0]?.count ?? 0
}
