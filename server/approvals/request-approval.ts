import { isProvenAct, type ProofLevel } from '#domain/operator/act-proofs.ts'
import { type ApprovalAct, approvalRules, mayRequestApproval } from '#domain/operator/approval.ts'
import { writeFactsVersion } from '#domain/operator/approval-facts.ts'
import { AppError } from '#server/app-error.ts'
import { type ApprovalRequest, approvalRequestSchema } from '#server/approvals/approval-schemas.ts'
import type { ApprovalSubject } from '#server/approvals/approval-step.ts'
import { approvalSteps } from '#server/approvals/approval-steps.ts'
import { findOpenRequest, findStandingApproval } from '#server/approvals/duplicate-repository.ts'
import { recordApproval } from '#server/approvals/record-approval.ts'
import { decide, insertApproval, type NewApproval } from '#server/approvals/repository.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type Operator, recordDenial, requireOperator } from '#server/operators/authorize.ts'
import { type TakenProof, takeProof } from '#server/proofs/take-proof.ts'
import { findReach, type Reach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type RequestedApproval = { approvalId: string; requestedAtMs: number; expiresAtMs: number }
type Services = DeskServices

const HOUR_MS = 3_600_000

/**
 * Asks a second person to approve an act. Asking the same again in the same words answers the first request.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found; conflict: already_asked (approvalId, makerName,
 *   requestedAtMs), already_approved (approvalId, standingUntilMs), or why the act cannot be done now
 */
export async function requestApproval(
  services: Services,
  ctx: RequestContext,
  input: ApprovalRequest,
): Promise<RequestedApproval> {
  const operator = await requireOperator(services, ctx)
  const parsed = approvalRequestSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { act, reason } = parsed.data
  if (!mayRequestApproval(operator.role, act, { isForeign: true })) await refuse(services, ctx, operator, act)
  const step = approvalSteps[act]
  const payload = step.payloadSchema.safeParse(parsed.data.payload)
  if (!payload.success) throw new AppError('validation_failed')
  const asked = await withTransaction(services.pool, async (tx) => {
    const subject = await step.read(tx, ctx, payload.data, operator)
    const reach = subject && (await findReachOf(tx, ctx, operator, subject))
    if (!subject || !reach) throw new AppError('not_found')
    const isForeign = reach === 'foreign'
    if (!mayRequestApproval(operator.role, act, { isForeign })) return null
    if (subject.refusal !== null) throw new AppError('conflict', { reason: subject.refusal })
    const taken = await takeProofOf(tx, ctx, { operator, subject, act, proof: parsed.data.proof, isForeign })
    const requestedAtMs = ctx.nowMs
    const wanted = {
      id: drawId(requestedAtMs),
      act,
      customerId: subject.customerId,
      cardId: subject.cardId,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectKey: subject.key,
      payload: payload.data as object,
      shown: subject.shown,
      factsVersion: writeFactsVersion(subject.facts),
      reason,
      proof: taken.proof,
      maker: operator,
      requestedAtMs,
      expiresAtMs: requestedAtMs + services.policy().approvalHours * HOUR_MS,
    }
    return await ask(tx, ctx, wanted, taken.data)
  })
  return asked ?? (await refuse(services, ctx, operator, act))
}

async function refuse(services: Services, ctx: RequestContext, operator: Operator, act: ApprovalAct): Promise<never> {
  await recordDenial(services, ctx, operator, act)
  throw new AppError('forbidden')
}

type ApprovalProof = {
  operator: Operator
  subject: ApprovalSubject
  act: ApprovalAct
  proof: ProofLevel | undefined
  isForeign: boolean
}

/** As the act itself would ask it; what concerns no customer needs none. */
async function takeProofOf(tx: Transaction, { nowMs }: RequestContext, { subject, act, ...asked }: ApprovalProof) {
  const { customerId } = subject
  if (customerId === null || !isProvenAct(act)) return { proof: null, data: {} }
  return await takeProof(tx, { ...asked, customerIds: [customerId], act, nowMs, asks: true })
}

/** What concerns no customer is within everybody's reach. */
async function findReachOf(
  tx: Transaction,
  { nowMs }: RequestContext,
  operator: Operator,
  { customerId }: ApprovalSubject,
): Promise<Reach | null> {
  return customerId === null ? 'own' : await findReach(tx, operator, { customerId, nowMs })
}

async function ask(
  tx: Transaction,
  ctx: RequestContext,
  wanted: NewApproval,
  proofData: TakenProof['data'],
): Promise<RequestedApproval> {
  const earlier = await findEarlier(tx, ctx, wanted)
  if (earlier) return earlier
  if (!(await insertApproval(tx, wanted))) {
    const twin = await findEarlier(tx, ctx, wanted)
    if (twin) return twin
    throw new AppError('busy', { retryAfterSeconds: 1 })
  }
  const { maker: operator, reason, proof, expiresAtMs, requestedAtMs } = wanted
  const said = { operator, reason, proof, data: { ...proofData, expiresAtMs } }
  await recordApproval(tx, ctx, { action: 'approval.requested', approval: wanted, ...said })
  return { approvalId: wanted.id, requestedAtMs, expiresAtMs }
}

/** What stands in the way of a new request; one past its time is ended here, and stands in no way. */
async function findEarlier(
  tx: Transaction,
  ctx: RequestContext,
  wanted: NewApproval,
): Promise<RequestedApproval | null> {
  const { act, subjectKey, maker } = wanted
  const open = await findOpenRequest(tx, wanted)
  if (open && ctx.nowMs >= open.expiresAtMs) {
    const { approvalId } = open
    const ended = { approvalId, state: 'expired', checkerId: null, decidedAtMs: ctx.nowMs } as const
    if (await decide(tx, ended)) {
      const approval = { ...wanted, id: approvalId }
      await recordApproval(tx, ctx, { action: 'approval.expired', approval, operator: null })
    }
  } else if (open) {
    const { approvalId, makerName, requestedAtMs, expiresAtMs } = open
    if (open.makerId === maker.id && open.isSame) return { approvalId, requestedAtMs, expiresAtMs }
    throw new AppError('conflict', { reason: 'already_asked', fields: { approvalId, makerName, requestedAtMs } })
  }
  if (!approvalRules[act].isStanding) return null
  const standing = await findStandingApproval(tx, { act, subjectKey, nowMs: ctx.nowMs })
  if (standing) throw new AppError('conflict', { reason: 'already_approved', fields: { ...standing } })
  return null
}
