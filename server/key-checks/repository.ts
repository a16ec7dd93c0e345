import type { Sql } from '#server/database.ts'

/** The latest check value of each key. */
export async function readKeyChecks(sql: Sql): Promise<Map<string, Buffer>> {
  const { rows } = await sql.query<{ name: string; value: Buffer }>(
    'SELECT DISTINCT ON (key_id) key_id AS name, check_value AS value FROM key_check ORDER BY key_id, id DESC',
  )
  return new Map(rows.map(({ name, value }) => [name, value]))
}

export async function insertKeyCheck(sql: Sql, name: string, value: Buffer): Promise<void> {
  await sql.query('INSERT INTO key_check (key_id, check_value) VALUES ($1, $2)', [name, value])
}

export type SealedSample = { keyId: string; table: string; recordId: string; sealed: Buffer }

/** Of each sealing key one value of every table that keeps any. */
export async function listSealedSamples(sql: Sql): Promise<SealedSample[]> {
  const { rows } = await sql.query<SealedSample>(
    `(SELECT DISTINCT ON (key_id) key_id AS "keyId", 'channel_client_secret' AS "table",
             channel_client_id || ':' || version AS "recordId", sealed FROM channel_client_secret ORDER BY key_id)
     UNION ALL
     (SELECT DISTINCT ON (key_id) key_id, 'enrollment_secret', activation_id::text, sealed
      FROM enrollment_secret ORDER BY key_id)`,
  )
  return rows
}

/** Whether the database holds anything that only the keys it was written with can open or recognise. */
export async function holdsKeyedRows(sql: Sql): Promise<boolean> {
  const tables = [
    'key_check',
    'channel_client_secret',
    'enrollment_secret',
    'card_fingerprint',
    'activation_token_secret',
    'otp_code',
    'sms_body',
  ]
  const { rows } = await sql.query<{ holds: boolean }>(
    `SELECT ${tables.map((table) => `EXISTS (SELECT FROM ${table})`).join(' OR ')} AS holds`,
  )
  return rows[0]?.holds ?? false
}
