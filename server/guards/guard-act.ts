import { z } from 'zod'
import { releaseGuard } from '#domain/guard/guard.ts'
import type { AuditAction } from '#domain/operator/audit.ts'
import type { NoticeKind } from '#domain/text/notice-text.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import { operatorActSchema } from '#server/enrollments/schemas.ts'
import { idSchema, pinKindSchema } from '#server/field-schemas.ts'
import { findOperatorGuard, type OperatorGuard, releaseGuardRow } from '#server/guards/operator-guard-repository.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'
import type { Operator, StaffMember } from '#server/operators/authorize.ts'
import { type TakenProof, takeProof } from '#server/proofs/take-proof.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

/** An operator's act on a card x pinKind. */
export const guardActSchema = z.object({
  cardId: idSchema,
  pinKind: pinKindSchema,
  ...operatorActSchema.shape,
})
export type GuardAct = z.input<typeof guardActSchema>

/** `proven`: what the audit row says of the proof beside its name. */
type ProvenGuard = { guard: OperatorGuard; proven: TakenProof['data'] }
type GuardActWish = { operator: Operator; act: GuardAct; name: 'guard:suspend' | 'guard:unsuspend' | 'guard:unlock' }

/**
 * The guard an operator acts on, held, and the proof with which they do.
 * @throws AppError not_found when it is not there or not within reach, validation_failed, conflict (proof_needed)
 */
export async function takeProvenGuard(
  tx: Transaction,
  { nowMs }: RequestContext,
  { operator, act, name }: GuardActWish,
): Promise<ProvenGuard> {
  const { cardId, pinKind, proof } = act
  await lockGuardsOfCard(tx, cardId)
  const guard = await findOperatorGuard(tx, { cardId, pinKind })
  const inReach = guard && (await isCustomerInReach(tx, operator, { customerId: guard.customerId, nowMs }))
  if (!guard || !inReach) throw new AppError('not_found')
  const customerIds = [guard.customerId]
  const { data: proven } = await takeProof(tx, { operator, customerIds, act: name, proof, nowMs })
  return { guard, proven }
}

/**
 * Opens a locked guard that the caller holds, with its audit row and the customer's notice.
 * @throws AppError conflict (not_locked)
 */
export async function openGuardByOperator(
  tx: Transaction,
  ctx: RequestContext,
  { operator, guard, act, data }: Omit<RecordedGuardAct, 'action' | 'notice'>,
): Promise<void> {
  const decision = releaseGuard({ guard, nowMs: ctx.nowMs })
  if (decision.outcome === 'refused') throw new AppError('conflict', { reason: decision.reason })
  await releaseGuardRow(tx, guard.id)
  const { kind: lock, untilMs } = decision.ended
  const said = { action: 'guard.unlocked', notice: 'unlocked', data: { ...data, lock, untilMs } } as const
  await recordGuardAct(tx, ctx, { ...said, operator, guard, act })
}

type RecordedGuardAct = {
  action: AuditAction
  notice: NoticeKind
  operator: StaffMember
  guard: OperatorGuard
  act: { cardId: string; pinKind: PinKind; reason: string; proof?: string | undefined }
  data?: Record<string, unknown>
}

/** The audit row and the customer's notice of an operator's act on a card x pinKind. */
export async function recordGuardAct(tx: Transaction, ctx: RequestContext, recorded: RecordedGuardAct): Promise<void> {
  const { action, notice, operator, guard, act, data } = recorded
  const { customerId, last4, mobile } = guard
  const { cardId, pinKind, reason, proof = null } = act
  await recordAuditEvent(
    tx,
    ctx,
    {
      action,
      customerId,
      cardId,
      subject: { kind: 'guard', id: guard.id },
      reason,
      proof,
      data: { ...data, last4, pinKind },
    },
    operator,
  )
  if (mobile === null) return
  const where = operator.branchName
  const facts = { kind: notice, atMs: ctx.nowMs, mobile, customerId, cardLast4: last4, pinKind, where } as const
  await enqueueNotice(tx, { ...facts, method: null })
}
