import { z } from 'zod'
import { codeSchema, requestIdSchema, wordsSchema } from '#server/field-schemas.ts'

export const resynchronisationSchema = z.object({
  requestId: requestIdSchema,
  codes: z.tuple([codeSchema, codeSchema]),
  reason: wordsSchema({ min: 1, max: 500 }).optional(),
})
export type Resynchronisation = z.infer<typeof resynchronisationSchema>

export const resynchronisationAnswerSchema = z.object({ enrollmentId: z.uuid(), driftSteps: z.int() })
