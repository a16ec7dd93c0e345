import { decideReissue, type ReissueDecision } from '#domain/activation/decide-reissue.ts'
import { nextTehranMidnightMs } from '#domain/calendar/tehran-time.ts'
import { isCheckedLevel } from '#domain/operator/act-proofs.ts'
import { findTokenSubject, type TokenSubjectRow } from '#server/activation-tokens/find-token-subject-repository.ts'
import { loadTokenFacts } from '#server/activation-tokens/load-token-facts.ts'
import { findSubmittedToken } from '#server/activation-tokens/repository.ts'
import type { TokenReissue } from '#server/activation-tokens/schemas.ts'
import { storeActivationToken } from '#server/activation-tokens/store-activation-token.ts'
import { AppError } from '#server/app-error.ts'
import { findStandingApproval } from '#server/approvals/duplicate-repository.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { alarmWhenReached } from '#server/ceilings/alarm-when-reached.ts'
import { countUnderCeiling } from '#server/ceilings/count-under-ceiling.ts'
import type { Transaction } from '#server/database.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { type TakenProof, takeProof } from '#server/proofs/take-proof.ts'
import { findReach, type Reach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

type Input = { request: RequestKey; act: TokenReissue }
type Issued = Extract<ReissueDecision, { outcome: 'issued' }>
type Reissue = {
  subject: TokenSubjectRow & { mobile: string }
  issued: Issued
  act: TokenReissue
  operator: Operator
  taken: TakenProof
}

/**
 * An operator reissues a token at the desk: the receipt part is answered once, for the printer; the SMS part goes to the
 * customer. The same submission issues once, whatever request ids carried it.
 * @throws AppError unauthenticated, forbidden, not_found, validation_failed, conflict (proof_needed,
 * foreign_customer, ceiling_reached), rate_limited (daily_limit)
 */
export async function reissueActivationToken(
  services: ChannelServices,
  ctx: RequestContext,
  { request, act }: Input,
): Promise<Outcome> {
  const operator = await authorize(services, ctx, 'activation_token:reissue')
  const issue = async (tx: Transaction): Promise<Outcome & { stored?: Outcome }> => {
    const { reach, ...subject } = await takeSubject(tx, ctx, { enrollmentId: act.enrollmentId, operator })
    const { submissionId = null } = act
    const earlier = submissionId && (await findSubmittedToken(tx, { operatorId: operator.id, submissionId }))
    if (earlier) return refusal(409, 'already_issued', earlier)
    const taken = await takeTokenProof(tx, ctx, { operator, subject, act, reach })
    const enrollment = { enrollmentId: subject.id, method: subject.method, status: subject.status }
    const facts = await loadTokenFacts(tx, services, {
      nowMs: ctx.nowMs,
      card: subject,
      pinKind: subject.pinKind,
      enrollment: subject,
    })
    const decision = decideReissue({ ...facts, enrollment })
    if (decision.outcome === 'refused') return refuse(decision, ctx.nowMs)
    if (subject.mobile === null) throw new Error('A token was decided for a customer without a mobile')
    return await reissue(tx, services, ctx, {
      subject: { ...subject, mobile: subject.mobile },
      issued: decision,
      act,
      operator,
      taken,
    })
  }
  return await alarmWhenReached(services, ctx, operator, () => runOnce(services.pool, request, issue))
}

type ReissueProof = { operator: Operator; subject: TokenSubjectRow; act: TokenReissue; reach: Reach }

/** For another branch's customer a code, unless a second person approved it: then as for the own. */
async function takeTokenProof(tx: Transaction, { nowMs }: RequestContext, asked: ReissueProof): Promise<TakenProof> {
  const { operator, subject, reach } = asked
  const { proof } = asked.act
  const wanted = { act: 'activation_token:reissue', subjectKey: subject.id, nowMs } as const
  const isSaid = reach === 'foreign' && !isCheckedLevel(proof)
  const isForeign = isSaid && (await findStandingApproval(tx, wanted)) === null
  return await takeProof(tx, { operator, customerIds: [subject.customerId], act: wanted.act, proof, nowMs, isForeign })
}

type EnrollmentTarget = { enrollmentId: string; operator: Operator }

async function takeSubject(
  tx: Transaction,
  { nowMs }: RequestContext,
  named: EnrollmentTarget,
): Promise<TokenSubjectRow & { reach: Reach }> {
  const found = await findTokenSubject(tx, named.enrollmentId)
  const reach = found && (await findReach(tx, named.operator, { customerId: found.customerId, nowMs }))
  if (!found || !reach) throw new AppError('not_found')
  await lockGuardsOfCard(tx, found.cardId)
  const subject = await findTokenSubject(tx, named.enrollmentId)
  if (!subject) throw new AppError('not_found')
  return { ...subject, reach }
}

function refuse({ reason, untilMs }: { reason: string; untilMs: number | null }, nowMs: number): Outcome {
  if (reason !== 'daily_limit') return refusal(409, reason, { untilMs })
  const retryAfterSeconds = Math.ceil((nextTehranMidnightMs(nowMs) - nowMs) / 1000)
  throw new AppError('rate_limited', { reason, retryAfterSeconds })
}

async function reissue(
  tx: Transaction,
  services: ChannelServices,
  ctx: RequestContext,
  { subject, issued, act, operator, taken }: Reissue,
): Promise<Outcome & { stored: Outcome }> {
  const { enrollmentId, supersedesTokenId, expiresAtMs } = issued
  const { pinKind, last4, customerId, cardId } = subject
  const { activationTokenId, receiptPart, approvalId } = await storeActivationToken(tx, services, {
    nowMs: ctx.nowMs,
    enrollmentId,
    card: subject,
    pinKind,
    supersedesTokenId,
    expiresAtMs,
    custody: { receiptCustody: 'printed', operatorId: operator.id, submissionId: act.submissionId ?? null },
    where: operator.branchName ?? operator.name,
  })
  const expiresAt = new Date(expiresAtMs).toISOString()
  const event = {
    action: 'activation_token.reissued',
    customerId,
    cardId,
    subject: { kind: 'activation_token', id: activationTokenId },
    reason: act.reason,
    proof: taken.proof,
    data: {
      ...taken.data,
      enrollmentId,
      supersededId: supersedesTokenId,
      expiresAt,
      last4,
      pinKind,
      ...(approvalId && { approvalId }),
    },
  } as const
  await recordAuditEvent(tx, ctx, event, operator)
  const use = {
    policy: services.policy(),
    operator,
    kind: 'reissue',
    subject: activationTokenId,
    nowMs: ctx.nowMs,
  } as const
  if (approvalId === null) await countUnderCeiling(tx, use)
  const body = { activationTokenId, receiptPart, expiresAt }
  return { status: 201, body, stored: refusal(409, 'already_issued', { activationTokenId, enrollmentId }) }
}
