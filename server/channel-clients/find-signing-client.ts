import { type ChannelClientKind, findSigningClientRow } from '#server/channel-clients/repository.ts'
import { openClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import type { Pool } from '#server/database.ts'
import type { ChannelServices } from '#server/services.ts'
import { shareNextRead } from '#server/share-next-read.ts'

export type SigningClient = {
  id: string
  kind: ChannelClientKind
  name: string
  ratePerSecond: number
  secret: Buffer
}

type Services = Pick<ChannelServices, 'pool' | 'keys'>
type Read = (keyId: string) => Promise<SigningClient | null>
const reads = new WeakMap<Pool, Read>()

/**
 * The client behind a key id with its present secret, read at each request (requests at once share a read); null for an
 * unknown or disabled one.
 */
export async function findSigningClient(services: Services, keyId: string): Promise<SigningClient | null> {
  const read = reads.get(services.pool) ?? shareNextRead((id) => readSigningClient(services, id))
  reads.set(services.pool, read)
  return await read(keyId)
}

async function readSigningClient({ pool, keys }: Services, keyId: string): Promise<SigningClient | null> {
  const row = await findSigningClientRow(pool, keyId)
  if (!row || row.disabledAtMs !== null) return null
  const { id, kind, name, ratePerSecond } = row
  return { id, kind, name, ratePerSecond, secret: openClientSecret(keys, row) }
}
