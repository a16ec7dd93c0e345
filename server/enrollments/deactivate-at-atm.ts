import type { CardOfPan } from '#server/cards/find-card-by-pan-repository.ts'
import type { Transaction } from '#server/database.ts'
import { endEnrollment } from '#server/enrollments/end-enrollment-repository.ts'
import { recordEndedEnrollment } from '#server/enrollments/record-ended-enrollment.ts'
import { type EnrollmentRow, listOpenEnrollments } from '#server/enrollments/repository.ts'
import type { AtmDeactivation } from '#server/enrollments/schemas.ts'
import { takeCard } from '#server/enrollments/take-card.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

/** An ATM ends one-time PINs, in any state of the card: the customer with a lost phone must always be able to. */
export async function deactivateAtAtm(
  services: ChannelServices,
  ctx: RequestContext,
  { request, act }: { request: RequestKey; act: AtmDeactivation },
): Promise<Outcome> {
  return await runOnce(services.pool, request, async (tx) => {
    const card = await takeCard(tx, services.keys, act.pan)
    if (card === null) return refusal(404, 'card_unknown')
    const open = await listOpenEnrollments(tx, card.cardId)
    const named = open.filter(({ pinKind, method }) => act.pinKinds.includes(pinKind) && isNamed(act, method))
    for (const enrollment of named) await end(tx, ctx, { card, enrollment, terminalId: act.terminalId })
    const deactivated = named.map(({ id, pinKind, method }) => ({ enrollmentId: id, pinKind, method }))
    return { status: 200, body: { deactivated } }
  })
}

function isNamed({ methods }: AtmDeactivation, method: EnrollmentRow['method']): boolean {
  return methods === undefined || methods.includes(method)
}

type AtmEnding = { card: CardOfPan; enrollment: EnrollmentRow; terminalId: string }

async function end(tx: Transaction, ctx: RequestContext, { card, enrollment, terminalId }: AtmEnding): Promise<void> {
  const { id: enrollmentId, customerId } = enrollment
  await endEnrollment(tx, { enrollmentId, customerId, reason: 'atm', nowMs: ctx.nowMs })
  const { last4, mobile } = card
  await recordEndedEnrollment(tx, ctx, { enrollment, last4, mobile, where: terminalId, data: { terminalId } })
}
