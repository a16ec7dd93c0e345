import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { findCardByPan } from '#server/cards/find-card-by-pan-repository.ts'
import type { CardLookup } from '#server/cards/schemas.ts'
import { countLookUp } from '#server/ceilings/count-look-up.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

/**
 * Whose card an operator holds in the hand. A number that the bank does not know leaves a row too: someone is trying.
 * @throws AppError unauthenticated, forbidden, not_found, conflict (ceiling_reached)
 */
export async function lookUpCard(
  services: ChannelServices,
  ctx: RequestContext,
  { request, input }: { request: RequestKey; input: CardLookup },
): Promise<Outcome> {
  const { pool, keys } = services
  const operator = await authorize(services, ctx, 'customer:find')
  await countLookUp(services, ctx, { operator, searched: input.pan.reveal() })
  const card = await findCardByPan(pool, keys, input.pan)
  if (card === null) {
    const { bin, last4 } = input.pan
    await recordAuditEvent(pool, ctx, { action: 'card.looked_up', data: { found: false, bin, last4 } }, operator)
    throw new AppError('not_found')
  }
  const { cardId, customerId, last4 } = card
  return await runOnce(pool, request, async (tx) => {
    const event = { action: 'customer.found', customerId, cardId, data: { by: 'card', last4 } } as const
    await recordAuditEvent(tx, ctx, event, operator)
    return { status: 200, body: { cardId, customerId } }
  })
}
