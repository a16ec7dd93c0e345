import { z } from 'zod'
import { codeSchema, idSchema, pinKindSchema, requestIdSchema, writtenSchema } from '#server/field-schemas.ts'

// A mistyped half is an answer of its own, not a bad request; the bound only keeps the work small.
const typedPartSchema = writtenSchema({ min: 0, max: 64 })

export const redemptionSchema = z.object({
  requestId: requestIdSchema,
  receiptPart: typedPartSchema,
  smsPart: typedPartSchema,
})
export type Redemption = z.infer<typeof redemptionSchema>

export const activationConfirmationSchema = z.object({ requestId: requestIdSchema, code: codeSchema })
export type ActivationConfirmation = z.infer<typeof activationConfirmationSchema>

export const redemptionAnswerSchema = z.object({
  activationId: idSchema,
  enrollmentId: idSchema,
  pinKind: pinKindSchema,
  card: z.string(),
  otp: z.object({
    algorithm: z.literal('SHA256'),
    digits: z.int(),
    periodSeconds: z.int(),
    t0: z.literal(0),
  }),
  secretJwe: z.string(),
})
export const confirmationAnswerSchema = z.object({ enrollmentId: idSchema, status: z.literal('active') })
