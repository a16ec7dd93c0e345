import { networksOf } from '#domain/channel-client/client-sources.ts'
import type { Network } from '#domain/network/network.ts'
import { type ChannelClientKind, findSigningClientRow } from '#server/channel-clients/repository.ts'
import { openClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import type { Pool } from '#server/database.ts'
import type { ChannelServices } from '#server/services.ts'
import { shareNextRead } from '#server/share-next-read.ts'

const REMEMBERED_MS = 60_000

export type SigningClient = {
  id: string
  kind: ChannelClientKind
  name: string
  version: number
  /** Moves with the secret and with the addresses. */
  revision: number
  ratePerSecond: number
  /** Where it may call from. */
  networks: readonly Network[]
  /** Its secret was handed over, and nothing signed with it was accepted yet. */
  isAwaited: boolean
  secret: Buffer
}

type Services = Pick<ChannelServices, 'pool' | 'keys'>
type ClientQuery = { keyId: string; nowMs: number }
type ClientCache = {
  read: (keyId: string) => Promise<SigningClient | null>
  clients: Map<string, { client: SigningClient; readAtMs: number }>
}
const knownByPool = new WeakMap<Pool, ClientCache>()

/**
 * The client behind a key id with its present secret, read at each request (requests at once share a read); null for an
 * unknown or disabled one.
 */
export async function findSigningClient(
  services: Services,
  { keyId, nowMs }: ClientQuery,
): Promise<SigningClient | null> {
  const { read, clients } = knownOf(services)
  const client = await read(keyId)
  if (client === null) clients.delete(keyId)
  else clients.set(keyId, { client, readAtMs: nowMs })
  return client
}

/**
 * The client as it was read at most a minute ago, or null. It may have been disabled or given another secret or other
 * addresses since: only for anyone who asks for its revision again, in the read that decides.
 */
export function recallSigningClient(services: Services, { keyId, nowMs }: ClientQuery): SigningClient | null {
  const { clients } = knownOf(services)
  const known = clients.get(keyId)
  if (!known) return null
  const ageMs = nowMs - known.readAtMs
  if (ageMs >= 0 && ageMs < REMEMBERED_MS) return known.client
  clients.delete(keyId)
  return null
}

function knownOf(services: Services): ClientCache {
  const known = knownByPool.get(services.pool) ?? {
    read: shareNextRead((id) => readSigningClient(services, id)),
    clients: new Map(),
  }
  knownByPool.set(services.pool, known)
  return known
}

async function readSigningClient({ pool, keys }: Services, keyId: string): Promise<SigningClient | null> {
  const row = await findSigningClientRow(pool, keyId)
  if (!row || row.disabledAtMs !== null) return null
  const { id, kind, name, version, revision, ratePerSecond, isAwaited } = row
  const networks = networksOf(row.sources)
  const secret = openClientSecret(keys, row)
  return { id, kind, name, version, revision, ratePerSecond, networks, isAwaited, secret }
}
