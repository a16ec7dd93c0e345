import type { z } from 'zod'
import { AppError } from '#server/app-error.ts'
import { withTransaction } from '#server/database.ts'
import { endEnrollmentByOperator } from '#server/enrollments/end-by-operator.ts'
import { findEnrollment } from '#server/enrollments/repository.ts'
import { enrollmentDeactivationSchema } from '#server/enrollments/schemas.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/operators/customer-scope-repository.ts'
import { takeProof } from '#server/proofs/take-proof.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

/**
 * Staff end one enrollment with its token, its bindings and its live codes.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (proof_needed, enrollment_deactivated)
 */
export async function deactivateEnrollment(
  services: Pick<WebServices, 'pool' | 'policy'>,
  ctx: RequestContext,
  input: z.input<typeof enrollmentDeactivationSchema>,
): Promise<void> {
  const operator = await authorize(services, ctx, 'enrollment:deactivate')
  const parsed = enrollmentDeactivationSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { enrollmentId, reason, proof } = parsed.data
  const { nowMs } = ctx
  await withTransaction(services.pool, async (tx) => {
    const found = await findEnrollment(tx, enrollmentId)
    const inReach = found && (await isCustomerInReach(tx, operator, { customerId: found.customerId, nowMs }))
    if (!found || !inReach) throw new AppError('not_found')
    await lockGuardsOfCard(tx, found.cardId)
    const customerIds = [found.customerId]
    const taken = await takeProof(tx, { operator, customerIds, act: 'enrollment:deactivate', proof, nowMs })
    await endEnrollmentByOperator(tx, ctx, { enrollmentId, reason, operator, ...taken })
  })
}
