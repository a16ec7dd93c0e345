import { z } from 'zod'
import { checkedLevels } from '#domain/operator/act-proofs.ts'
import { codeSchema, idSchema, requestIdSchema } from '#server/field-schemas.ts'

export const proofStartSchema = z.object({
  requestId: requestIdSchema,
  customerId: idSchema,
  level: z.enum(checkedLevels),
})
export type ProofStart = z.infer<typeof proofStartSchema>

export const proofCheckSchema = z.object({ requestId: requestIdSchema, code: codeSchema })
export type ProofCheck = z.infer<typeof proofCheckSchema>

export const proofStartAnswerSchema = z.object({
  proofId: idSchema,
  mobile: z.string().nullable().meta({ description: 'Masked; null when the code is the app’s.' }),
  expiresAt: z.iso.datetime().meta({ description: 'Until when the code may be checked.' }),
})
export const proofCheckAnswerSchema = z.object({
  proofId: idSchema,
  level: z.enum(checkedLevels),
  expiresAt: z.iso.datetime().meta({ description: 'Until when the proof holds for this operator and customer.' }),
})
