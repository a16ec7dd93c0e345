import { type ChannelClientKind, listSigningClientRows } from '#server/channel-clients/repository.ts'
import { openClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import type { ChannelServices } from '#server/services.ts'

const READ_EVERY_MS = 30_000
const CLIENTS_MAX = 1_000

type Services = Pick<ChannelServices, 'pool' | 'keys'>
export type KnownClient = { id: string; kind: ChannelClientKind; secret: Buffer }
export type ClientWatch = { find: (keyId: string) => KnownClient | undefined; stop: () => void }

/**
 * The clients in use as they were at most half a minute ago. Good enough to tell in whose line a call waits; who may
 * call is asked of the database at each request.
 */
export async function watchSigningClients(services: Services): Promise<ClientWatch> {
  let clients = await readClients(services)
  const timer = setInterval(() => {
    readClients(services).then(
      (fresh) => {
        clients = fresh
      },
      () => {},
    )
  }, READ_EVERY_MS)
  timer.unref()
  return { find: (keyId) => clients.get(keyId), stop: () => clearInterval(timer) }
}

async function readClients({ pool, keys }: Services): Promise<Map<string, KnownClient>> {
  const rows = await listSigningClientRows(pool, CLIENTS_MAX)
  return new Map(rows.map((row) => [row.id, { id: row.id, kind: row.kind, secret: openClientSecret(keys, row) }]))
}
