import { z } from 'zod'
import { proofLevels } from '#domain/operator/act-proofs.ts'
import {
  idSchema,
  methodSchema,
  panSchema,
  pinKindSchema,
  requestIdSchema,
  terminalIdSchema,
  wordsSchema,
} from '#server/field-schemas.ts'

export const atmActSchema = z.object({ requestId: requestIdSchema, pan: panSchema, terminalId: terminalIdSchema })
export type AtmAct = z.infer<typeof atmActSchema>

const withoutRepeats = (values: readonly string[]): boolean => new Set(values).size === values.length

export const atmDeactivationSchema = atmActSchema.extend({
  pinKinds: z.array(pinKindSchema).min(1).max(2).refine(withoutRepeats, 'must not repeat a pinKind'),
  methods: z.array(methodSchema).min(1).max(2).refine(withoutRepeats, 'must not repeat a method').optional(),
})
export type AtmDeactivation = z.infer<typeof atmDeactivationSchema>

/** What an operator says of an act on a customer: why, and how they know whom they speak with. */
export const operatorActSchema = z.object({
  reason: wordsSchema({ min: 3, max: 300 }),
  proof: z.enum(proofLevels),
})

export const enrollmentDeactivationSchema = operatorActSchema.extend({ enrollmentId: idSchema })

export const smsEnrollmentAnswerSchema = z.object({
  enrollmentId: idSchema,
  method: z.literal('sms'),
  pinKind: z.literal('second'),
  status: z.literal('active'),
  mobile: z.string(),
})

export const atmDeactivationAnswerSchema = z.object({
  deactivated: z.array(z.object({ enrollmentId: idSchema, pinKind: pinKindSchema, method: methodSchema })),
})
