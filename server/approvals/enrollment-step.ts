import { z } from 'zod'
import { moveEnrollment } from '#domain/enrollment/enrollment.ts'
import { type ApprovalStep, defineStep } from '#server/approvals/approval-step.ts'
import { endEnrollmentByOperator } from '#server/enrollments/end-by-operator.ts'
import { findEnrollment } from '#server/enrollments/repository.ts'
import { idSchema } from '#server/field-schemas.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'

const payloadSchema = z.object({ enrollmentId: idSchema })

export const enrollmentStep: ApprovalStep = defineStep({
  payloadSchema,
  hold: async (tx, { enrollmentId }) => {
    const enrollment = await findEnrollment(tx, enrollmentId)
    if (enrollment) await lockGuardsOfCard(tx, enrollment.cardId)
  },
  read: async (sql, _ctx, { enrollmentId }) => {
    const enrollment = await findEnrollment(sql, enrollmentId)
    if (!enrollment) return null
    const { customerId, cardId, bin, last4, pinKind, method, status } = enrollment
    const move = moveEnrollment(status, 'deactivate')
    return {
      customerId,
      cardId,
      kind: 'enrollment',
      id: enrollmentId,
      key: enrollmentId,
      facts: { status },
      shown: { bin, last4, pinKind, method, status },
      refusal: move.outcome === 'refused' ? move.reason : null,
    }
  },
  carryOut: async (tx, ctx, { payload, reason, proof, maker, trace }) => {
    const signed = { operator: maker, data: { ...trace } }
    await endEnrollmentByOperator(tx, ctx, { ...payload, reason, ...(proof && { proof }), ...signed })
  },
})
