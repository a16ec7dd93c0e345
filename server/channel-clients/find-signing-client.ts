import { type ChannelClientKind, findSigningClientRow } from '#server/channel-clients/repository.ts'
import { openClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import type { ChannelServices } from '#server/services.ts'

export type SigningClient = {
  id: string
  kind: ChannelClientKind
  name: string
  ratePerSecond: number
  secret: Buffer
}

/** The client behind a key id with its present secret, read at each request; null for an unknown or disabled one. */
export async function findSigningClient(
  { pool, keys }: Pick<ChannelServices, 'pool' | 'keys'>,
  keyId: string,
): Promise<SigningClient | null> {
  const row = await findSigningClientRow(pool, keyId)
  if (!row || row.disabledAtMs !== null) return null
  const { id, kind, name, ratePerSecond } = row
  return { id, kind, name, ratePerSecond, secret: openClientSecret(keys, row) }
}
