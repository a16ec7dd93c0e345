import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { type Transaction, writeOrUndo } from '#server/database.ts'
import type { RequestContext } from '#server/request-context.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'
import { MOBILE_OF_NOBODY } from '#server/sms/mobile-of-nobody.ts'
import type { FactsRow } from '#server/verifications/facts-repository.ts'
import type { Judgement } from '#server/verifications/judge-code.ts'

type Closing = { judgement: Judgement; row: FactsRow; terminalId: string; pinKind: 'first' | 'second' }

/** The try that closed a guard leaves its audit row, and tells the customer if there is one to tell. */
export async function recordClosing(tx: Transaction, ctx: RequestContext, closing: Closing): Promise<void> {
  const { judgement, row, terminalId, pinKind } = closing
  const { lockedNow } = judgement.decision
  if (lockedNow === null) return
  const { kind, untilMs } = lockedNow
  await recordAuditEvent(tx, ctx, {
    action: 'guard.locked',
    customerId: row.customerId,
    cardId: row.cardId,
    subject: { kind: 'guard', id: judgement.verdict.guardId },
    data: {
      closed: kind,
      untilMs,
      pinKind,
      terminalId,
      last4: row.last4,
      verificationId: judgement.answer.verificationId,
    },
  })
  await writeOrUndo(tx, row.customerId !== null && row.mobile !== null, () =>
    enqueueNotice(tx, {
      kind: 'locked',
      atMs: ctx.nowMs,
      mobile: row.mobile ?? MOBILE_OF_NOBODY,
      customerId: row.customerId ?? judgement.verdict.guardId,
      cardLast4: row.last4,
      pinKind,
      method: kind === 'app' ? 'app' : null,
      where: terminalId,
      untilMs,
    }),
  )
}
