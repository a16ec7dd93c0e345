import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { SigningClient } from '#server/channel-clients/find-signing-client.ts'
import { receiveHandover } from '#server/channel-clients/handover-repository.ts'
import { withTransaction } from '#server/database.ts'
import type { ChannelServices } from '#server/services.ts'

type SignedCall = { nowMs: number; ip: string | null; userAgent: string | null }

/** The machine signs with the secret that was sealed to it: what was kept for its owner to fetch is forgotten. */
export async function noteSecretReceived(
  { pool }: Pick<ChannelServices, 'pool'>,
  client: SigningClient,
  { nowMs, ip, userAgent }: SignedCall,
): Promise<void> {
  const { id, kind, name, version } = client
  await withTransaction(pool, async (tx) => {
    if (!(await receiveHandover(tx, { clientId: id, version, nowMs }))) return
    const actor = { kind: 'channel' as const, clientId: id, clientKind: kind, name }
    const subject = { kind: 'channel_client', id }
    const ctx = { actor, requestId: '', ip, userAgent, nowMs }
    await recordAuditEvent(tx, ctx, { action: 'channel_client.received', subject, data: { version } })
  })
  client.isAwaited = false
}
