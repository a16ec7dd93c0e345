import { randomBytes } from 'node:crypto'
import { insertChannelClientSecret } from '#server/channel-clients/repository.ts'
import type { Sql } from '#server/database.ts'
import type { ChannelKeys } from '#server/keys.ts'
import { type Place, seal, unseal } from '#server/sealing.ts'

type Version = { clientId: string; version: number }

const placeOf = ({ clientId, version }: Version): Place => ({
  table: 'channel_client_secret',
  column: 'sealed',
  recordId: `${clientId}:${version}`,
})

export function sealClientSecret(keys: ChannelKeys, of: Version, secret: Buffer): { keyId: string; sealed: Buffer } {
  return seal(keys, placeOf(of), secret)
}

/** Keeps a version's secret sealed; without one given, 32 random bytes are drawn. Answers it as base64url. */
export async function keepClientSecret(
  sql: Sql,
  keys: ChannelKeys,
  of: Version,
  secret: Buffer = randomBytes(32),
): Promise<string> {
  await insertChannelClientSecret(sql, { ...of, ...sealClientSecret(keys, of, secret) })
  return secret.toString('base64url')
}

export function openClientSecret(
  keys: ChannelKeys,
  row: { id: string; version: number; keyId: string; sealed: Buffer },
): Buffer {
  return unseal(keys, placeOf({ clientId: row.id, version: row.version }), row.keyId, row.sealed)
}
