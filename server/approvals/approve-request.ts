import { mayRequestApproval } from '#domain/operator/approval.ts'
import { type ApprovalChange, findChanges } from '#domain/operator/approval-facts.ts'
import type { ApprovalStep, ApprovalSubject, DecidingServices } from '#server/approvals/approval-step.ts'
import { approvalSteps } from '#server/approvals/approval-steps.ts'
import { recordApproval } from '#server/approvals/record-approval.ts'
import { decideHeld, findStaff, type HeldApproval, markDone, type StaffNow } from '#server/approvals/repository.ts'
import type { Transaction } from '#server/database.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'

type Approving = { approval: HeldApproval; checker: StaffMember; reason: string | null }
type Fresh = { maker: StaffNow; subject: ApprovalSubject; changes: [] }
type Changed = { changes: ApprovalChange[] }
type Approved =
  | { outcome: 'approved'; standingUntilMs: number | null }
  | { outcome: 'stale'; changes: ApprovalChange[] }

const HOUR_MS = 3_600_000

/** Approves an open request that the transaction holds, and does its act; or ends it as stale, when something changed. */
export async function approveRequest(
  tx: Transaction,
  services: DecidingServices,
  ctx: RequestContext,
  { approval, checker, reason }: Approving,
): Promise<Approved> {
  const step = approvalSteps[approval.act]
  const said = { approvalId: approval.id, checkerId: checker.id, decidedAtMs: ctx.nowMs, reason }
  const moved = { approval, operator: checker, reason }
  const now = await readNow(tx, ctx, step, approval)
  if (!('subject' in now)) {
    const { changes } = now
    await decideHeld(tx, { ...said, state: 'stale', changes })
    const data = { makerId: approval.makerId, changes: changes.map(({ fact }) => fact) }
    await recordApproval(tx, ctx, { action: 'approval.stale', ...moved, data })
    return { outcome: 'stale', changes }
  }
  const standingUntilMs = step.carryOut === null ? ctx.nowMs + services.policy().approvalHours * HOUR_MS : null
  await decideHeld(tx, { ...said, state: 'approved', standingUntilMs })
  const { maker } = now
  const data = { makerId: maker.id, makerName: maker.name, ...(standingUntilMs !== null && { standingUntilMs }) }
  await recordApproval(tx, ctx, { action: 'approval.approved', ...moved, data })
  if (step.carryOut === null) return { outcome: 'approved', standingUntilMs }
  const trace = {
    approvalId: approval.id,
    checkerId: checker.id,
    checkerName: checker.name,
    checkerRole: checker.role,
  }
  const { payload, reason: why, proof } = approval
  const done = { payload, subject: now.subject, maker, checker, reason: why, proof, trace }
  await step.carryOut(tx, ctx, { services, ...done })
  await markDone(tx, approval.id, ctx.nowMs)
  return { outcome: 'approved', standingUntilMs: null }
}

/** Holds what the act is about and reads it and its maker again; what is not what it was, if anything. */
async function readNow(
  tx: Transaction,
  ctx: RequestContext,
  step: ApprovalStep,
  approval: HeldApproval,
): Promise<Fresh | Changed> {
  await step.hold(tx, approval.payload)
  const maker = await findStaff(tx, approval.makerId)
  const subject = maker && (await step.read(tx, ctx, approval.payload, maker))
  const changes = listChanges({ approval, subject, maker })
  return maker && subject && changes.length === 0 ? { maker, subject, changes: [] } : { changes }
}

type Read = {
  approval: Pick<HeldApproval, 'act' | 'factsVersion' | 'makerRole' | 'customerId'>
  subject: ApprovalSubject | null
  maker: StaffNow | null
}

/** What of a request is not what it was: its maker, its subject, or whether the act can be done at all. */
export function listChanges({ approval, subject, maker }: Read): ApprovalChange[] {
  const { act, factsVersion, makerRole, customerId } = approval
  const makerIs = !maker || maker.disabledAtMs !== null ? 'disabled' : maker.role
  // Another role that may ask as well knows customers by other proofs than the one that was given.
  const mayAsk = makerIs === makerRole && mayRequestApproval(makerIs, act, { isForeign: true })
  const changes: ApprovalChange[] = mayAsk ? [] : [{ fact: 'maker', was: makerRole, is: makerIs }]
  if (!subject || subject.customerId !== customerId) return [...changes, { fact: 'subject', was: 'there', is: 'gone' }]
  const found = findChanges(factsVersion, subject.facts)
  const isRefused = found.length === 0 && subject.refusal !== null
  return [...changes, ...found, ...(isRefused ? [{ fact: 'refusal', was: null, is: subject.refusal }] : [])]
}
