import type { z } from 'zod'
import { AppError } from '#server/app-error.ts'
import { alarmWhenReached } from '#server/ceilings/alarm-when-reached.ts'
import { countUnderCeiling } from '#server/ceilings/count-under-ceiling.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { endEnrollmentByOperator } from '#server/enrollments/end-by-operator.ts'
import { findEnrollment } from '#server/enrollments/repository.ts'
import { enrollmentDeactivationSchema } from '#server/enrollments/schemas.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import { takeProof } from '#server/proofs/take-proof.ts'
import { findReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Staff end one enrollment with its token, its bindings and its live codes.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (proof_needed, foreign_customer,
 * enrollment_deactivated, ceiling_reached)
 */
export async function deactivateEnrollment(
  services: DeskServices,
  ctx: RequestContext,
  input: z.input<typeof enrollmentDeactivationSchema>,
): Promise<void> {
  const operator = await authorize(services, ctx, 'enrollment:deactivate')
  const parsed = enrollmentDeactivationSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { enrollmentId, reason, proof } = parsed.data
  const { nowMs } = ctx
  const policy = services.policy()
  const end = async (tx: Transaction): Promise<void> => {
    const found = await findEnrollment(tx, enrollmentId)
    const reach = found && (await findReach(tx, operator, { customerId: found.customerId, nowMs }))
    if (!found || !reach) throw new AppError('not_found')
    await lockGuardsOfCard(tx, found.cardId)
    const asked = { operator, customerIds: [found.customerId], act: 'enrollment:deactivate', proof, nowMs } as const
    const taken = await takeProof(tx, { ...asked, isForeign: reach === 'foreign' })
    await endEnrollmentByOperator(tx, ctx, { enrollmentId, reason, operator, ...taken })
    await countUnderCeiling(tx, { policy, operator, kind: 'end', subject: enrollmentId, nowMs })
  }
  await alarmWhenReached(services, ctx, operator, () => withTransaction(services.pool, end))
}
