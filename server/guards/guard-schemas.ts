import { z } from 'zod'
import { operatorActSchema } from '#server/enrollments/schemas.ts'
import { idSchema, pinKindSchema } from '#server/field-schemas.ts'

/** An operator's act on a card x pinKind; `proof` where the act or the role asks for one. */
export const guardActSchema = z.object({
  cardId: idSchema,
  pinKind: pinKindSchema,
  reason: operatorActSchema.shape.reason,
  proof: operatorActSchema.shape.proof.optional(),
})
export type GuardAct = z.input<typeof guardActSchema>
