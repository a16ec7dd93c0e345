import { z } from 'zod'
import { atmActSchema, operatorActSchema } from '#server/enrollments/schemas.ts'
import { idSchema, mobileSchema, pinKindSchema, requestIdSchema, textSchema } from '#server/field-schemas.ts'

export const tokenIssueSchema = atmActSchema.extend({ pinKind: pinKindSchema, mobile: mobileSchema })
export type TokenIssue = z.infer<typeof tokenIssueSchema>

/** `submissionId`: one press of the button in the operator's browser, however often it is sent. */
export const tokenReissueSchema = operatorActSchema.extend({
  requestId: requestIdSchema,
  enrollmentId: idSchema,
  submissionId: textSchema({ min: 1, max: 64 }).optional(),
})
export type TokenReissue = z.infer<typeof tokenReissueSchema>

/** `proof`: a code, where the customer is another branch's. */
export const receiptReprintSchema = z.object({
  requestId: requestIdSchema,
  reason: operatorActSchema.shape.reason,
  proof: operatorActSchema.shape.proof.optional(),
})
export type ReceiptReprint = z.infer<typeof receiptReprintSchema>

export const tokenIssueAnswerSchema = z.object({
  activationTokenId: idSchema,
  enrollmentId: idSchema,
  receiptPart: z.string().length(8),
  expiresAt: z.iso.datetime(),
  mobile: z.string(),
})
export const tokenReissueAnswerSchema = tokenIssueAnswerSchema.pick({
  activationTokenId: true,
  receiptPart: true,
  expiresAt: true,
})
export const receiptReprintAnswerSchema = z.object({ receiptPart: z.string().length(8), reprints: z.int() })
