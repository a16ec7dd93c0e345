import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { insertChannelClient } from '#server/channel-clients/repository.ts'
import type { NewChannelClientInput } from '#server/channel-clients/schemas.ts'
import { keepClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

/**
 * Lets another system of the bank call. Its secret is answered this once.
 * @throws AppError unauthenticated, forbidden
 */
export async function createChannelClient(
  services: ChannelServices,
  ctx: RequestContext,
  { request, input }: { request: RequestKey; input: NewChannelClientInput },
): Promise<Outcome> {
  const operator = await authorize(services, ctx, 'settings:change')
  const { id, kind, name } = input
  const { pool, keys, policy } = services
  return await runOnce(pool, request, async (tx) => {
    const ratePerSecond = policy().channelClientRequestsPerSecondMax
    if (!(await insertChannelClient(tx, { id, kind, name, ratePerSecond, createdAtMs: ctx.nowMs }))) {
      return refusal(409, 'channel_client_exists')
    }
    const secret = await keepClientSecret(tx, keys, { clientId: id, version: 1 })
    const subject = { kind: 'channel_client', id }
    await recordAuditEvent(tx, ctx, { action: 'channel_client.created', subject, data: { kind, name } }, operator)
    return {
      status: 201,
      body: { id, kind, name, version: 1, secret },
      stored: refusal(409, 'already_answered', { id }),
    }
  })
}
