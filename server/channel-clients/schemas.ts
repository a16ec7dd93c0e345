import { z } from 'zod'
import { requestIdSchema, wordsSchema } from '#server/field-schemas.ts'

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const newChannelClientSchema = z.object({
  requestId: requestIdSchema,
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .refine((id) => !uuidForm.test(id), 'must not look like the id of a device'),
  kind: z.enum(['atm', 'gateway', 'sms', 'core']),
  name: wordsSchema({ min: 1, max: 80 }),
})
export type NewChannelClientInput = z.infer<typeof newChannelClientSchema>

export const channelClientActSchema = z.object({
  requestId: requestIdSchema,
  reason: wordsSchema({ min: 1, max: 500 }).optional(),
})
export type ChannelClientAct = z.infer<typeof channelClientActSchema>
