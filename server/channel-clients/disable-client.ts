import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { forgetHandovers } from '#server/channel-clients/handover-repository.ts'
import { disableChannelClient } from '#server/channel-clients/repository.ts'
import type { ChannelClientAct } from '#server/channel-clients/schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

/**
 * Ends a client for good: its next request is refused. It only stops things, so one administrator does it.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function disableClient(
  services: ChannelServices,
  ctx: RequestContext,
  { request, clientId, input }: { request: RequestKey; clientId: string; input: ChannelClientAct },
): Promise<Outcome> {
  const operator = await authorize(services, ctx, 'settings:change')
  return await runOnce(services.pool, request, async (tx) => {
    if (!(await disableChannelClient(tx, clientId, ctx.nowMs))) throw new AppError('not_found')
    await forgetHandovers(tx, clientId)
    const subject = { kind: 'channel_client', id: clientId }
    const { reason = null } = input
    await recordAuditEvent(tx, ctx, { action: 'channel_client.disabled', subject, reason }, operator)
    return { status: 200, body: { id: clientId, status: 'disabled' } }
  })
}
