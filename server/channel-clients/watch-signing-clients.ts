import { networksOf } from '#domain/channel-client/client-sources.ts'
import type { Network } from '#domain/network/network.ts'
import { type ChannelClientKind, listSigningClientRows } from '#server/channel-clients/repository.ts'
import { openClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import type { ChannelServices } from '#server/services.ts'

const READ_EVERY_MS = 30_000
const REREAD_AFTER_MS = 1_000
const CLIENTS_MAX = 1_000

type Services = Pick<ChannelServices, 'pool' | 'keys'>
export type KnownClient = { id: string; kind: ChannelClientKind; networks: readonly Network[]; secret: Buffer }
export type ClientWatch = {
  find: (keyId: string) => KnownClient | undefined
  /** Somebody is not known, or has another secret: reads again, but not more than once a second, whoever claims what. */
  reread: () => void
  stop: () => void
}

/**
 * The clients in use as they were half a minute ago or later. Good enough to tell in whose line a call waits; who may
 * call is asked of the database at each request.
 */
export async function watchSigningClients(services: Services): Promise<ClientWatch> {
  let clients = await readClients(services)
  let readAtMs = performance.now()
  const read = (): void => {
    readAtMs = performance.now()
    readClients(services).then(
      (fresh) => {
        clients = fresh
      },
      () => {},
    )
  }
  const timer = setInterval(read, READ_EVERY_MS)
  timer.unref()
  return {
    find: (keyId) => clients.get(keyId),
    reread: () => {
      if (performance.now() - readAtMs >= REREAD_AFTER_MS) read()
    },
    stop: () => clearInterval(timer),
  }
}

async function readClients({ pool, keys }: Services): Promise<Map<string, KnownClient>> {
  const rows = await listSigningClientRows(pool, CLIENTS_MAX)
  const known = rows.map((row): KnownClient => {
    const { id, kind, sources } = row
    return { id, kind, networks: networksOf(sources), secret: openClientSecret(keys, row) }
  })
  return new Map(known.map((client) => [client.id, client]))
}
