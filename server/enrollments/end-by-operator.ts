import { moveEnrollment } from '#domain/enrollment/enrollment.ts'
import { AppError } from '#server/app-error.ts'
import type { Transaction } from '#server/database.ts'
import { endEnrollment } from '#server/enrollments/end-enrollment-repository.ts'
import { recordEndedEnrollment } from '#server/enrollments/record-ended-enrollment.ts'
import { findEnrollment } from '#server/enrollments/repository.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'

export type EndingByOperator = {
  enrollmentId: string
  reason: string
  proof?: string
  operator: StaffMember
  data?: Record<string, unknown>
}

/**
 * Ends an enrollment whose guards the caller holds, with its audit row and the customer's notice.
 * @throws AppError not_found, conflict (enrollment_deactivated)
 */
export async function endEnrollmentByOperator(
  tx: Transaction,
  ctx: RequestContext,
  { enrollmentId, ...ending }: EndingByOperator,
): Promise<void> {
  const enrollment = await findEnrollment(tx, enrollmentId)
  if (!enrollment) throw new AppError('not_found')
  const move = moveEnrollment(enrollment.status, 'deactivate')
  if (move.outcome === 'refused') throw new AppError('conflict', { reason: move.reason })
  const { last4, mobile, customerId } = enrollment
  await endEnrollment(tx, { enrollmentId, customerId, reason: 'operator', nowMs: ctx.nowMs })
  const where = ending.operator.branchName
  await recordEndedEnrollment(tx, ctx, { enrollment, last4, mobile, where, ...ending })
}
