import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

/** Notes that a caller's clock is off: its signature was right, but made `skewSeconds` after (before: negative) ours. */
export async function recordStaleSignature(
  { pool }: Pick<ChannelServices, 'pool'>,
  ctx: RequestContext,
  { skewSeconds, path }: { skewSeconds: number; path: string },
): Promise<void> {
  const { actor } = ctx
  const subject =
    actor.kind === 'device'
      ? { kind: 'device', id: actor.deviceId }
      : actor.kind === 'channel'
        ? { kind: 'channel_client', id: actor.clientId }
        : undefined
  await recordAuditEvent(pool, ctx, { action: 'signature.stale', subject, data: { skewSeconds, path } })
}
