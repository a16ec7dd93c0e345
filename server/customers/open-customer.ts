import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { alarmWhenReached } from '#server/ceilings/alarm-when-reached.ts'
import { countUnderCeiling } from '#server/ceilings/count-under-ceiling.ts'
import { seeFirstMobile } from '#server/customers/first-mobile-repository.ts'
import { openReasonSchema } from '#server/customers/open-schemas.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { authorize } from '#server/operators/authorize.ts'
import { findCustomerHead, putCustomerInHand } from '#server/reach/in-hand-repository.ts'
import { isBranchInReach } from '#server/reach/reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type OpenedCustomer = { outcome: 'opened' } | { outcome: 'reason_needed'; branchName: string }

type Input = { customerId: string; reason?: string }

/**
 * Takes a customer in hand for half an hour and records it once. Another branch's customer is opened only with a reason,
 * and again when the half hour is over.
 * @throws AppError unauthenticated, forbidden, not_found, validation_failed, conflict (ceiling_reached)
 */
export async function openCustomer(
  services: DeskServices,
  ctx: RequestContext,
  { customerId, reason }: Input,
): Promise<OpenedCustomer> {
  const operator = await authorize(services, ctx, 'customer:read')
  const given = reason === undefined ? null : readReason(reason)
  const policy = services.policy()
  const open = async (tx: Transaction): Promise<OpenedCustomer> => {
    const head = await findCustomerHead(tx, { operatorId: operator.id, customerId })
    if (head === null) throw new AppError('not_found')
    const isOwnBranch = operator.role === 'branch' && head.branchId === operator.branchId
    if (isOwnBranch) await seeFirstMobile(tx, { customerId, operatorId: operator.id, nowMs: ctx.nowMs })
    const isInHand = head.inHandUntilMs !== null && head.inHandUntilMs > ctx.nowMs
    const mayOpen = isBranchInReach(operator, head.branchId) || given !== null
    if (isInHand && given === null && (mayOpen || head.inHandReason !== null)) return { outcome: 'opened' }
    if (!mayOpen) return { outcome: 'reason_needed', branchName: head.branchName }
    const hand = { operatorId: operator.id, customerId, nowMs: ctx.nowMs, reason: given }
    const { untilMs } = await putCustomerInHand(tx, hand)
    const data = { branchName: head.branchName, untilMs }
    await recordAuditEvent(tx, ctx, { action: 'customer.viewed', customerId, reason: given, data }, operator)
    const use = { policy, operator, kind: 'foreign_record', subject: customerId, nowMs: ctx.nowMs } as const
    if (!isBranchInReach(operator, head.branchId)) await countUnderCeiling(tx, use)
    return { outcome: 'opened' }
  }
  return await alarmWhenReached(services, ctx, operator, () => withTransaction(services.pool, open))
}

function readReason(reason: string): string {
  const parsed = openReasonSchema.safeParse(reason)
  if (!parsed.success) throw new AppError('validation_failed')
  return parsed.data
}
