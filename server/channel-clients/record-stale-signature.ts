import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { withTransaction } from '#server/database.ts'
import { listCustomersBoundTo } from '#server/devices/signing-device-repository.ts'
import type { ChannelActor, DeviceActor, RequestContext } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

type Stale = { skewSeconds: number; path: string }

/**
 * Notes that a caller's clock is off: its signature was right, but made `skewSeconds` after (before: negative) ours. An
 * installation's is noted for each customer whose codes it holds, so that support sees it on the record.
 */
export async function recordStaleSignature(
  { pool }: Pick<ChannelServices, 'pool'>,
  ctx: RequestContext<ChannelActor | DeviceActor>,
  { skewSeconds, path }: Stale,
): Promise<void> {
  const { actor } = ctx
  await withTransaction(pool, async (tx) => {
    const isDevice = actor.kind === 'device'
    const customerIds = isDevice ? await listCustomersBoundTo(tx, actor.deviceId) : []
    const subject = isDevice ? { kind: 'device', id: actor.deviceId } : { kind: 'channel_client', id: actor.clientId }
    for (const customerId of customerIds.length === 0 ? [null] : customerIds) {
      await recordAuditEvent(tx, ctx, { action: 'signature.stale', customerId, subject, data: { skewSeconds, path } })
    }
  })
}
