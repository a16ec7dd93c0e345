import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { raiseChannelClientVersion } from '#server/channel-clients/repository.ts'
import type { ChannelClientAct } from '#server/channel-clients/schemas.ts'
import { keepClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

/**
 * Gives a client another secret, answered this once; the one before opens nothing from this commit on.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function rotateClientSecret(
  services: ChannelServices,
  ctx: RequestContext,
  { request, clientId, input }: { request: RequestKey; clientId: string; input: ChannelClientAct },
): Promise<Outcome> {
  const operator = await authorize(services, ctx, 'settings:change')
  return await runOnce(services.pool, request, async (tx) => {
    const version = await raiseChannelClientVersion(tx, clientId)
    if (version === null) throw new AppError('not_found')
    const secret = await keepClientSecret(tx, services.keys, { clientId, version })
    const subject = { kind: 'channel_client', id: clientId }
    const { reason = null } = input
    await recordAuditEvent(tx, ctx, { action: 'channel_client.rotated', subject, reason, data: { version } }, operator)
    return {
      status: 201,
      body: { id: clientId, version, secret },
      stored: refusal(409, 'already_answered', { version }),
    }
  })
}
