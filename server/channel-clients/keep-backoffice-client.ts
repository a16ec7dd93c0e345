import {
  findSigningClientRow,
  insertChannelClient,
  setChannelClientSources,
  setChannelClientVersion,
} from '#server/channel-clients/repository.ts'
import { keepClientSecret, openClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import { withTransaction } from '#server/database.ts'
import type { ChannelServices } from '#server/services.ts'

/**
 * Makes the back office's own client as the key files have it, bound to where the web process stands: at the first start, and
 * again with a new version when the files were given another secret.
 */
export async function keepBackofficeClient(
  { pool, keys, policy }: ChannelServices,
  { clientId, secret, sources }: { clientId: string; secret: Buffer; sources: readonly string[] },
  nowMs: number,
): Promise<void> {
  await withTransaction(pool, async (tx) => {
    const client = {
      id: clientId,
      kind: 'backoffice' as const,
      name: clientId,
      ratePerSecond: policy().channelClientRequestsPerSecondMax,
      sources,
      createdAtMs: nowMs,
    }
    if (await insertChannelClient(tx, client)) {
      await keepClientSecret(tx, keys, { clientId, version: 1 }, secret)
      return
    }
    await setChannelClientSources(tx, clientId, sources)
    const row = await findSigningClientRow(tx, clientId)
    if (row && openClientSecret(keys, row).equals(secret)) return
    const version = (row?.version ?? 0) + 1
    await setChannelClientVersion(tx, clientId, version)
    await keepClientSecret(tx, keys, { clientId, version }, secret)
  })
}
