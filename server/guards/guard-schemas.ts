import { z } from 'zod'
import { operatorActSchema } from '#server/enrollments/schemas.ts'
import { idSchema, pinKindSchema } from '#server/field-schemas.ts'

/** An operator's act on a card x pinKind. */
export const guardActSchema = z.object({
  cardId: idSchema,
  pinKind: pinKindSchema,
  ...operatorActSchema.shape,
})
export type GuardAct = z.input<typeof guardActSchema>
