import { countReprint, findToken, type PrintableToken } from '#server/activation-tokens/repository.ts'
import type { ReceiptReprint } from '#server/activation-tokens/schemas.ts'
import { unsealReceiptPart } from '#server/activation-tokens/seal-receipt-part.ts'
import { findSealedReceipt } from '#server/activation-tokens/token-secret-repository.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Sql } from '#server/database.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/operators/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

type Input = { request: RequestKey; activationTokenId: string; act: ReceiptReprint }

/**
 * Prints the receipt part of a live token once more, a few times at most, each with its reason in the audit.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function reprintReceiptPart(
  services: ChannelServices,
  ctx: RequestContext,
  { request, activationTokenId, act }: Input,
): Promise<Outcome> {
  const operator = await authorize(services, ctx, 'activation_token:reprint')
  return await runOnce(services.pool, request, async (tx) => {
    const token = await findTokenInReach(tx, ctx, { activationTokenId, operator })
    const { reprintsMax } = services.policy()
    const reprints = await countReprint(tx, { activationTokenId, reprintsMax, nowMs: ctx.nowMs })
    if (reprints === null) return refusal(409, refusalOf(await findToken(tx, activationTokenId), ctx.nowMs))
    const sealed = await findSealedReceipt(tx, activationTokenId)
    if (sealed === null) throw new Error('A live token has no sealed receipt part')
    const { customerId, cardId, last4, enrollmentId } = token
    const event = {
      action: 'activation_token.reprinted',
      customerId,
      cardId,
      subject: { kind: 'activation_token', id: activationTokenId },
      reason: act.reason,
      data: { reprints, last4, enrollmentId },
    } as const
    await recordAuditEvent(tx, ctx, event, operator)
    const receiptPart = unsealReceiptPart(services.keys, activationTokenId, sealed)
    const stored = refusal(409, 'already_issued', { activationTokenId, enrollmentId })
    return { status: 200, body: { receiptPart, reprints }, stored }
  })
}

type Named = { activationTokenId: string; operator: Operator }

async function findTokenInReach(sql: Sql, { nowMs }: RequestContext, named: Named): Promise<PrintableToken> {
  const token = await findToken(sql, named.activationTokenId)
  const inReach = token && (await isCustomerInReach(sql, named.operator, { customerId: token.customerId, nowMs }))
  if (!token || !inReach) throw new AppError('not_found')
  return token
}

function refusalOf(token: PrintableToken | null, nowMs: number): string {
  const isLive = token !== null && token.status === 'issued' && token.expiresAtMs > nowMs
  return isLive ? 'reprint_limit' : 'token_not_live'
}
