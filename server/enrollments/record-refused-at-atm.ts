import type { Method, PinKind } from '#domain/verification/verification-types.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { CardOfPan } from '#server/cards/find-card-by-pan-repository.ts'
import type { Sql } from '#server/database.ts'
import type { RequestContext } from '#server/request-context.ts'

export type RefusedAtAtm = {
  action: 'enrollment.refused' | 'activation_token.refused'
  card: CardOfPan
  terminalId: string
  pinKind: PinKind
  method: Method
  reason: string
  untilMs: number | null
}

/** Why an ATM was told no about a known card, decided when it was: the customer will ask support. */
export async function recordRefusedAtAtm(sql: Sql, ctx: RequestContext, refused: RefusedAtAtm): Promise<void> {
  const { action, card, terminalId, pinKind, method, reason, untilMs } = refused
  await recordAuditEvent(sql, ctx, {
    action,
    customerId: card.customerId,
    cardId: card.cardId,
    subject: { kind: 'card', id: card.cardId },
    data: { reason, terminalId, last4: card.last4, pinKind, method, ...(untilMs === null ? {} : { untilMs }) },
  })
}
