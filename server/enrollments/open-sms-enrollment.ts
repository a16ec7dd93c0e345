import { decideSmsEnrollment } from '#domain/enrollment/decide-sms-enrollment.ts'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { CardOfPan } from '#server/cards/find-card-by-pan-repository.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { recordRefusedAtAtm } from '#server/enrollments/record-refused-at-atm.ts'
import { findOpenEnrollment, insertEnrollment } from '#server/enrollments/repository.ts'
import type { AtmAct } from '#server/enrollments/schemas.ts'
import { takeCard } from '#server/enrollments/take-card.ts'
import { isSuspended } from '#server/guards/suspension-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

const key = { pinKind: 'second', method: 'sms' } as const

/** An ATM turns SMS codes on for a card whose first PIN it has verified (docs/channel-api §4). */
export async function openSmsEnrollment(
  services: ChannelServices,
  ctx: RequestContext,
  input: { request: RequestKey; act: AtmAct },
): Promise<Outcome> {
  const { pan, terminalId } = input.act
  return await runOnce(services.pool, input.request, async (tx) => {
    const card = await takeCard(tx, services.keys, pan)
    if (card === null) return refusal(404, 'card_unknown')
    const decision = await decide(tx, ctx, card)
    if (decision.outcome === 'refused') {
      await recordRefusedAtAtm(tx, ctx, { action: 'enrollment.refused', card, terminalId, ...key, ...decision })
      return refusal(409, decision.reason, { untilMs: decision.untilMs })
    }
    if (decision.outcome === 'unchanged') return { status: 200, body: answer(decision.enrollmentId, card) }
    const enrollmentId = drawId(ctx.nowMs)
    await open(tx, ctx, { card, terminalId, enrollmentId })
    return { status: 201, body: answer(enrollmentId, card) }
  })
}

async function decide(tx: Transaction, { nowMs }: RequestContext, card: CardOfPan) {
  const enrollment = await findOpenEnrollment(tx, { cardId: card.cardId, ...key })
  return decideSmsEnrollment({
    nowMs,
    cardStatus: card.cardStatus,
    cardExpiresAtMs: card.expiresAtMs,
    mobilePresent: card.mobile !== null,
    smsMember: card.smsMember,
    coolingOffUntilMs: card.coolingOffUntilMs,
    suspended: await isSuspended(tx, { cardId: card.cardId, pinKind: key.pinKind }),
    enrollment: enrollment && { enrollmentId: enrollment.id, method: enrollment.method, status: enrollment.status },
  })
}

type SmsEnrollmentAudit = { card: CardOfPan; terminalId: string; enrollmentId: string }

async function open(
  tx: Transaction,
  ctx: RequestContext,
  { card, terminalId, enrollmentId }: SmsEnrollmentAudit,
): Promise<void> {
  const { cardId, customerId, last4, mobile } = card
  const { nowMs } = ctx
  await insertEnrollment(tx, { id: enrollmentId, cardId, customerId, ...key, status: 'active', nowMs })
  await recordAuditEvent(tx, ctx, {
    action: 'enrollment.opened',
    customerId,
    cardId,
    subject: { kind: 'enrollment', id: enrollmentId },
    data: { terminalId, last4, ...key },
  })
  if (mobile === null) return
  const notice = { kind: 'sms_enrolled', atMs: nowMs, mobile, customerId, cardLast4: last4, where: terminalId } as const
  await enqueueNotice(tx, { ...notice, ...key })
}

function answer(enrollmentId: string, { mobile }: CardOfPan): Record<string, unknown> {
  return { enrollmentId, ...key, status: 'active', mobile: mobile === null ? null : maskMobile(mobile) }
}
