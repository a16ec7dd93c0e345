import { at, type Sql } from '#server/database.ts'

export type ChannelClientKind = 'atm' | 'gateway' | 'sms' | 'core' | 'backoffice'

export type SigningClientRow = {
  id: string
  kind: ChannelClientKind
  name: string
  version: number
  /** Moves with the secret and with the addresses. */
  revision: number
  ratePerSecond: number
  /** CIDR blocks; see domain/channel-client/client-sources.ts. */
  sources: string[]
  disabledAtMs: number | null
  /** Its present secret was handed over sealed, and no call signed with it has come yet. */
  isAwaited: boolean
  keyId: string
  sealed: Buffer
}

export type NewChannelClient = {
  id: string
  kind: ChannelClientKind
  name: string
  ratePerSecond: number
  sources: readonly string[]
  createdAtMs: number
}

// With the secret of the present version: an earlier version's opens nothing any more.
const signingClients = `
  SELECT c.id, c.kind, c.name, c.version, c.revision, c.rate_per_second AS "ratePerSecond", c.sources::text[] AS sources,
    c.disabled_at AS "disabledAtMs", h.jwe IS NOT NULL AS "isAwaited", s.key_id AS "keyId", s.sealed
  FROM channel_client c JOIN channel_client_secret s ON s.channel_client_id = c.id AND s.version = c.version
    LEFT JOIN channel_client_handover h ON h.channel_client_id = c.id AND h.version = c.version`

export async function findSigningClientRow(sql: Sql, id: string): Promise<SigningClientRow | null> {
  const { rows } = await sql.query<SigningClientRow>({
    name: 'find_signing_client',
    text: `${signingClients} WHERE c.id = $1`,
    values: [id],
  })
  return rows[0] ?? null
}

/** Those in use, at most so many. */
export async function listSigningClientRows(sql: Sql, limit: number): Promise<SigningClientRow[]> {
  const { rows } = await sql.query<SigningClientRow>(
    `${signingClients} WHERE c.disabled_at IS NULL ORDER BY c.id LIMIT $1`,
    [limit],
  )
  return rows
}

/** False when the id is taken. */
export async function insertChannelClient(sql: Sql, client: NewChannelClient): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO channel_client (id, kind, name, rate_per_second, created_at, sources) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO NOTHING`,
    [client.id, client.kind, client.name, client.ratePerSecond, at(client.createdAtMs), client.sources],
  )
  return rowCount === 1
}

export async function insertChannelClientSecret(
  sql: Sql,
  secret: { clientId: string; version: number; keyId: string; sealed: Buffer },
): Promise<void> {
  await sql.query(
    'INSERT INTO channel_client_secret (channel_client_id, version, key_id, sealed) VALUES ($1, $2, $3, $4)',
    [secret.clientId, secret.version, secret.keyId, secret.sealed],
  )
}

/** False when there is no such client in use. The back office's own client is no operator's to disable. */
export async function disableChannelClient(sql: Sql, id: string, disabledAtMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE channel_client SET disabled_at = $2 WHERE id = $1 AND kind <> 'backoffice' AND disabled_at IS NULL`,
    [id, at(disabledAtMs)],
  )
  return rowCount === 1
}

export async function setChannelClientVersion(sql: Sql, id: string, version: number): Promise<void> {
  await sql.query('UPDATE channel_client SET version = $2 WHERE id = $1', [id, version])
}

export async function setChannelClientSources(sql: Sql, id: string, sources: readonly string[]): Promise<void> {
  await sql.query('UPDATE channel_client SET sources = $2 WHERE id = $1 AND disabled_at IS NULL AND sources <> $2', [
    id,
    sources,
  ])
}
