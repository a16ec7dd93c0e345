import { approvalStateAt, moveApproval, refuseChecker } from '#domain/operator/approval.ts'
import type { ApprovalChange } from '#domain/operator/approval-facts.ts'
import { AppError } from '#server/app-error.ts'
import { type ApprovalDecision, approvalDecisionSchema } from '#server/approvals/approval-schemas.ts'
import type { DecidingServices } from '#server/approvals/approval-step.ts'
import { approveRequest } from '#server/approvals/approve-request.ts'
import { recordApproval } from '#server/approvals/record-approval.ts'
import { decideHeld, findStaff, type HeldApproval, takeApproval } from '#server/approvals/repository.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { recordDenial, requireOperator, type StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'

/** `stale` and `expired` ended the request without the act; `changes` says what is not what it was. */
export type DecisionResult =
  | { outcome: 'approved'; standingUntilMs: number | null }
  | { outcome: 'rejected' }
  | { outcome: 'stale'; changes: ApprovalChange[] }
  | { outcome: 'expired' }

type Parsed = { approvalId: string; decision: 'approve' | 'reject'; reason?: string | undefined }

/**
 * The second person's answer. Approving does the act in this transaction, in the maker's name, or leaves it standing for a
 * branch. The same answer of the same person twice is answered alike.
 * @throws AppError unauthenticated, forbidden (own_request, not_a_checker), validation_failed, not_found;
 *   conflict already_decided (state, checkerName, decidedAtMs)
 */
export async function decideApproval(
  services: DecidingServices,
  ctx: RequestContext,
  input: ApprovalDecision,
): Promise<DecisionResult> {
  const operator = await requireOperator(services, ctx)
  const parsed = approvalDecisionSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const answer = await withTransaction(services.pool, async (tx) => {
    const approval = await takeApproval(tx, parsed.data.approvalId)
    if (!approval) throw new AppError('not_found')
    const checker = await findStaff(tx, operator.id)
    if (!checker || checker.disabledAtMs !== null) throw new AppError('unauthenticated')
    const { act, makerId, makerRole, branchId } = approval
    const refused = refuseChecker({ act, makerId, makerRole, branchId, checker })
    if (refused === 'other_branch') throw new AppError('not_found')
    return refused === null ? await answerRequest(tx, services, ctx, approval, parsed.data, checker) : { refused, act }
  })
  if (!('refused' in answer)) return answer
  await recordDenial(services, ctx, operator, answer.act)
  throw new AppError('forbidden', { reason: answer.refused })
}

async function answerRequest(
  tx: Transaction,
  services: DecidingServices,
  ctx: RequestContext,
  approval: HeldApproval,
  { decision, reason = undefined }: Parsed,
  checker: StaffMember,
): Promise<DecisionResult> {
  const move = moveApproval(approval.state, decision)
  if (move.outcome === 'refused') return repeatAnswer(approval, decision, checker)
  if (approvalStateAt(approval, ctx.nowMs) === 'expired') return await expire(tx, ctx, approval)
  if (decision === 'approve')
    return await approveRequest(tx, services, ctx, { approval, checker, reason: reason ?? null })
  const said = { approvalId: approval.id, checkerId: checker.id, decidedAtMs: ctx.nowMs, reason: reason ?? null }
  await decideHeld(tx, { ...said, state: 'rejected' })
  const data = { makerId: approval.makerId }
  await recordApproval(tx, ctx, { action: 'approval.rejected', approval, operator: checker, reason: said.reason, data })
  return { outcome: 'rejected' }
}

/** A double press is answered as the first was; anybody else hears who decided, and when. */
function repeatAnswer(approval: HeldApproval, decision: Parsed['decision'], checker: StaffMember): DecisionResult {
  const { state, checkerId, checkerName, decidedAtMs, standingUntilMs, changes } = approval
  if (checkerId === checker.id) {
    if (decision === 'approve' && state === 'approved') return { outcome: 'approved', standingUntilMs }
    if (decision === 'approve' && state === 'stale') return { outcome: 'stale', changes: changes ?? [] }
    if (decision === 'reject' && state === 'rejected') return { outcome: 'rejected' }
  }
  throw new AppError('conflict', { reason: 'already_decided', fields: { state, checkerName, decidedAtMs } })
}

async function expire(tx: Transaction, ctx: RequestContext, approval: HeldApproval): Promise<DecisionResult> {
  const ended = { approvalId: approval.id, state: 'expired', checkerId: null, decidedAtMs: ctx.nowMs } as const
  await decideHeld(tx, ended)
  await recordApproval(tx, ctx, { action: 'approval.expired', approval, operator: null })
  return { outcome: 'expired' }
}
