import type { Sql, Transaction } from '#server/database.ts'

export type ClientNow = {
  id: string
  kind: 'atm' | 'gateway' | 'sms' | 'core' | 'backoffice'
  name: string
  version: number
  sources: string[]
  isDisabled: boolean
}

export async function findClient(sql: Sql, id: string): Promise<ClientNow | null> {
  const { rows } = await sql.query<ClientNow>(
    `SELECT id, kind, name, version, sources::text[] AS sources, disabled_at IS NOT NULL AS "isDisabled"
     FROM channel_client WHERE id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** Holds a client as it is until the transaction ends. */
export async function holdClient(tx: Transaction, id: string): Promise<void> {
  await tx.query('SELECT FROM channel_client WHERE id = $1 FOR UPDATE', [id])
}

export type HandedOver = { keyId: string; sealed: Buffer; thumbprint: string; jwe: string }

/** Makes the client that was asked for; the database looks at who asked and who approved. */
export async function createApprovedClient(
  tx: Transaction,
  { approvalId, ratePerSecond }: { approvalId: string; ratePerSecond: number },
  { keyId, sealed, thumbprint, jwe }: HandedOver,
): Promise<void> {
  const values = [approvalId, ratePerSecond, keyId, sealed, thumbprint, jwe]
  await tx.query('SELECT create_channel_client($1, $2, $3, $4, $5, $6)', values)
}

/** Gives the client the secret of this version; the one before opens nothing from this commit on. */
export async function rotateApprovedClient(
  tx: Transaction,
  { approvalId, version }: { approvalId: string; version: number },
  { keyId, sealed, thumbprint, jwe }: HandedOver,
): Promise<void> {
  const values = [approvalId, version, keyId, sealed, thumbprint, jwe]
  await tx.query('SELECT rotate_channel_client($1, $2, $3, $4, $5, $6)', values)
}

export async function readdressApprovedClient(tx: Transaction, approvalId: string): Promise<void> {
  await tx.query('SELECT readdress_channel_client($1)', [approvalId])
}
