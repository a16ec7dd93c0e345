import { z } from 'zod'
import { approvalActs } from '#domain/operator/approval.ts'
import { operatorActSchema } from '#server/enrollments/schemas.ts'
import { idSchema } from '#server/field-schemas.ts'

/** `payload` is parsed by the act's own schema. */
export const approvalRequestSchema = z.object({
  act: z.enum(approvalActs),
  payload: z.record(z.string(), z.unknown()),
  reason: operatorActSchema.shape.reason,
  proof: operatorActSchema.shape.proof.optional(),
})
export type ApprovalRequest = z.input<typeof approvalRequestSchema>

/** A rejection says why; an approval may. */
export const approvalDecisionSchema = z.discriminatedUnion('decision', [
  z.object({
    approvalId: idSchema,
    decision: z.literal('approve'),
    reason: operatorActSchema.shape.reason.optional(),
  }),
  z.object({ approvalId: idSchema, decision: z.literal('reject'), reason: operatorActSchema.shape.reason }),
])
export type ApprovalDecision = z.input<typeof approvalDecisionSchema>
