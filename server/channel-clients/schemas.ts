import { z } from 'zod'
import { requestIdSchema, wordsSchema } from '#server/field-schemas.ts'

export const channelClientActSchema = z.object({
  requestId: requestIdSchema,
  reason: wordsSchema({ min: 1, max: 500 }).optional(),
})
export type ChannelClientAct = z.infer<typeof channelClientActSchema>
