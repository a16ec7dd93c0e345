import { z } from 'zod'
import { panSchema, requestIdSchema } from '#server/field-schemas.ts'

export const cardLookupSchema = z.object({ requestId: requestIdSchema, pan: panSchema })
export type CardLookup = z.infer<typeof cardLookupSchema>
