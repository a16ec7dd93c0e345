import { decideActivationTokenIssue, type TokenIssued } from '#domain/activation/decide-activation-token-issue.ts'
import { nextTehranMidnightMs } from '#domain/calendar/tehran-time.ts'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { loadTokenFacts } from '#server/activation-tokens/load-token-facts.ts'
import type { TokenIssue } from '#server/activation-tokens/schemas.ts'
import { storeActivationToken } from '#server/activation-tokens/store-activation-token.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { CardOfPan } from '#server/cards/find-card-by-pan-repository.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type RefusedAtAtm, recordRefusedAtAtm } from '#server/enrollments/record-refused-at-atm.ts'
import { findOpenEnrollment, insertEnrollment } from '#server/enrollments/repository.ts'
import { takeCard } from '#server/enrollments/take-card.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

type Input = { request: RequestKey; act: TokenIssue }
type Issue = { card: CardOfPan & { mobile: string }; issued: TokenIssued; act: TokenIssue }

/** An ATM issues a token (docs/channel-api §4). A repeat never sees the receipt part again, whoever sends it. */
export async function issueActivationToken(
  services: ChannelServices,
  ctx: RequestContext,
  { request, act }: Input,
): Promise<Outcome> {
  let overLimit: RefusedAtAtm | null = null
  const outcome = await runOnce(services.pool, request, async (tx) => {
    const card = await takeCard(tx, services.keys, act.pan)
    if (card === null) return refusal(404, 'card_unknown')
    const { pinKind, terminalId } = act
    const enrollment = await findOpenEnrollment(tx, { cardId: card.cardId, pinKind, method: 'app' })
    const facts = await loadTokenFacts(tx, services, { nowMs: ctx.nowMs, card, pinKind, enrollment })
    const decision = decideActivationTokenIssue({ ...facts, typedMobile: act.mobile })
    if (decision.outcome === 'issued')
      return await issue(tx, services, ctx, { card: { ...card, mobile: act.mobile }, issued: decision, act })
    const refused = {
      action: 'activation_token.refused',
      card,
      terminalId,
      pinKind,
      method: 'app',
      ...decision,
    } as const
    if (decision.reason === 'daily_limit') {
      overLimit = refused
      return refusal(429, 'daily_limit', { retryAfterSeconds: secondsToMidnight(ctx.nowMs) })
    }
    await recordRefusedAtAtm(tx, ctx, refused)
    return refusal(409, decision.reason, { untilMs: decision.untilMs })
  })
  // A 429 undid its transaction; the row that says why stands by itself.
  if (overLimit !== null) await recordRefusedAtAtm(services.pool, ctx, overLimit)
  return outcome
}

function secondsToMidnight(nowMs: number): number {
  return Math.ceil((nextTehranMidnightMs(nowMs) - nowMs) / 1000)
}

async function issue(
  tx: Transaction,
  services: ChannelServices,
  ctx: RequestContext,
  { card, issued, act }: Issue,
): Promise<Outcome & { stored: Outcome }> {
  const { nowMs } = ctx
  const { pinKind, terminalId } = act
  const { expiresAtMs, supersedesTokenId } = issued
  const enrollmentId = issued.enrollmentId ?? (await openPending(tx, ctx, { card, issued, act }))
  const { activationTokenId, receiptPart } = await storeActivationToken(tx, services, {
    nowMs,
    enrollmentId,
    card,
    pinKind,
    supersedesTokenId,
    expiresAtMs,
    custody: { receiptCustody: 'answered_to_atm', terminalId },
    where: terminalId,
  })
  const expiresAt = new Date(expiresAtMs).toISOString()
  await recordAuditEvent(tx, ctx, {
    action: 'activation_token.issued',
    customerId: card.customerId,
    cardId: card.cardId,
    subject: { kind: 'activation_token', id: activationTokenId },
    data: { terminalId, last4: card.last4, pinKind, enrollmentId, supersededId: supersedesTokenId, expiresAt },
  })
  const body = { activationTokenId, enrollmentId, receiptPart, expiresAt, mobile: maskMobile(card.mobile) }
  return { status: 201, body, stored: refusal(409, 'already_issued', { activationTokenId, enrollmentId }) }
}

async function openPending(tx: Transaction, ctx: RequestContext, { card, act }: Issue): Promise<string> {
  const { cardId, customerId, last4 } = card
  const { pinKind, terminalId } = act
  const id = drawId(ctx.nowMs)
  const row = { id, cardId, customerId, pinKind, method: 'app', status: 'pending', nowMs: ctx.nowMs } as const
  await insertEnrollment(tx, row)
  await recordAuditEvent(tx, ctx, {
    action: 'enrollment.opened',
    customerId,
    cardId,
    subject: { kind: 'enrollment', id },
    data: { terminalId, last4, pinKind, method: 'app' },
  })
  return id
}
