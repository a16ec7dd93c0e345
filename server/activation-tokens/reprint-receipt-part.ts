import { countReprint, findToken, type PrintableToken } from '#server/activation-tokens/repository.ts'
import type { ReceiptReprint } from '#server/activation-tokens/schemas.ts'
import { unsealReceiptPart } from '#server/activation-tokens/seal-receipt-part.ts'
import { findSealedReceipt } from '#server/activation-tokens/token-secret-repository.ts'
import { AppError } from '#server/app-error.ts'
import { fulfilStandingApproval } from '#server/approvals/standing-repository.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { alarmWhenReached } from '#server/ceilings/alarm-when-reached.ts'
import { countUnderCeiling } from '#server/ceilings/count-under-ceiling.ts'
import type { Sql, Transaction } from '#server/database.ts'
import { findEnrollment } from '#server/enrollments/repository.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { takeProof } from '#server/proofs/take-proof.ts'
import { findReach, type Reach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

type Input = { request: RequestKey; activationTokenId: string; act: ReceiptReprint }

/**
 * Prints the receipt part of a live token once more, a few times at most, each with its reason in the audit. For another
 * branch's customer it takes a code, or a second person's approval.
 * @throws AppError unauthenticated, forbidden, not_found, validation_failed, conflict (proof_needed, foreign_customer,
 * ceiling_reached)
 */
export async function reprintReceiptPart(
  services: ChannelServices,
  ctx: RequestContext,
  { request, activationTokenId, act }: Input,
): Promise<Outcome> {
  const operator = await authorize(services, ctx, 'activation_token:reprint')
  const policy = services.policy()
  const print = async (tx: Transaction): Promise<Outcome & { stored?: Outcome }> => {
    const { reach, ...token } = await findTokenInReach(tx, ctx, { activationTokenId, operator })
    const { reprintsMax } = policy
    const reprints = await countReprint(tx, { activationTokenId, reprintsMax, nowMs: ctx.nowMs })
    if (reprints === null) return refusal(409, refusalOf(await findToken(tx, activationTokenId), ctx.nowMs))
    const sealed = await findSealedReceipt(tx, activationTokenId)
    if (sealed === null) throw new Error('A live token has no sealed receipt part')
    const { customerId, cardId, last4, enrollmentId } = token
    const wanted = { act: 'activation_token:reprint', subjectKey: activationTokenId, nowMs: ctx.nowMs } as const
    const approved = await fulfilStandingApproval(tx, wanted)
    const asked = { operator, customerIds: [customerId], act: wanted.act, proof: act.proof, nowMs: ctx.nowMs }
    const taken = reach === 'foreign' && approved === null ? await takeProof(tx, { ...asked, isForeign: true }) : null
    const event = {
      action: 'activation_token.reprinted',
      customerId,
      cardId,
      subject: { kind: 'activation_token', id: activationTokenId },
      reason: act.reason,
      proof: taken?.proof ?? null,
      data: { reprints, last4, enrollmentId, ...approved, ...taken?.data },
    } as const
    await recordAuditEvent(tx, ctx, event, operator)
    await tell(tx, ctx, { token, operator })
    const subject = `${activationTokenId} ${reprints}`
    const use = { policy, operator, kind: 'reprint', subject, nowMs: ctx.nowMs } as const
    if (approved === null) await countUnderCeiling(tx, use)
    const receiptPart = unsealReceiptPart(services.keys, activationTokenId, sealed)
    const stored = refusal(409, 'already_issued', { activationTokenId, enrollmentId })
    return { status: 200, body: { receiptPart, reprints }, stored }
  }
  return await alarmWhenReached(services, ctx, operator, () => runOnce(services.pool, request, print))
}

type ReprintNotice = { token: PrintableToken; operator: Operator }

async function tell(tx: Transaction, { nowMs }: RequestContext, { token, operator }: ReprintNotice): Promise<void> {
  const enrollment = await findEnrollment(tx, token.enrollmentId)
  if (!enrollment || enrollment.mobile === null) return
  const { mobile, customerId, last4: cardLast4, pinKind } = enrollment
  const about = { mobile, customerId, cardLast4, pinKind, method: 'app', where: operator.branchName } as const
  await enqueueNotice(tx, { ...about, kind: 'token_reprinted', atMs: nowMs })
}

type TokenTarget = { activationTokenId: string; operator: Operator }

async function findTokenInReach(
  sql: Sql,
  { nowMs }: RequestContext,
  named: TokenTarget,
): Promise<PrintableToken & { reach: Reach }> {
  const token = await findToken(sql, named.activationTokenId)
  const reach = token && (await findReach(sql, named.operator, { customerId: token.customerId, nowMs }))
  if (!token || !reach) throw new AppError('not_found')
  return { ...token, reach }
}

function refusalOf(token: PrintableToken | null, nowMs: number): string {
  const isLive = token !== null && token.status === 'issued' && token.expiresAtMs > nowMs
  return isLive ? 'reprint_limit' : 'token_not_live'
}
