import { countReprint, findToken, type PrintableToken } from '#server/activation-tokens/repository.ts'
import type { ReceiptReprint } from '#server/activation-tokens/schemas.ts'
import { unsealReceiptPart } from '#server/activation-tokens/seal-receipt-part.ts'
import { findSealedReceipt } from '#server/activation-tokens/token-secret-repository.ts'
import { AppError } from '#server/app-error.ts'
import { fulfilStandingApproval } from '#server/approvals/standing-repository.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Sql, Transaction } from '#server/database.ts'
import { findEnrollment } from '#server/enrollments/repository.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/operators/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

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
    const wanted = { act: 'activation_token:reprint', subjectKey: activationTokenId, nowMs: ctx.nowMs } as const
    const approved = await fulfilStandingApproval(tx, wanted)
    const event = {
      action: 'activation_token.reprinted',
      customerId,
      cardId,
      subject: { kind: 'activation_token', id: activationTokenId },
      reason: act.reason,
      data: { reprints, last4, enrollmentId, ...approved },
    } as const
    await recordAuditEvent(tx, ctx, event, operator)
    await tell(tx, ctx, { token, operator })
    const receiptPart = unsealReceiptPart(services.keys, activationTokenId, sealed)
    const stored = refusal(409, 'already_issued', { activationTokenId, enrollmentId })
    return { status: 200, body: { receiptPart, reprints }, stored }
  })
}

type Told = { token: PrintableToken; operator: Operator }

async function tell(tx: Transaction, { nowMs }: RequestContext, { token, operator }: Told): Promise<void> {
  const enrollment = await findEnrollment(tx, token.enrollmentId)
  if (!enrollment || enrollment.mobile === null) return
  const { mobile, customerId, last4: cardLast4, pinKind } = enrollment
  const about = { mobile, customerId, cardLast4, pinKind, method: 'app', where: operator.branchName } as const
  await enqueueNotice(tx, { ...about, kind: 'token_reprinted', atMs: nowMs })
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
