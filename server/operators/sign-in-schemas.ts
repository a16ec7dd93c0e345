import { z } from 'zod'
import { clientIpSchema, requestIdSchema } from '#server/field-schemas.ts'

// What a browser says of itself is shown in a list of sessions, so it is cut to what can be shown.
const userAgentSchema = z.string().transform((text) => text.replace(/[^\x20-\x7e]/g, '').slice(0, 200))

export const signInSchema = z.object({
  requestId: requestIdSchema,
  username: z.string().max(200),
  password: z.string().max(1000),
  ip: clientIpSchema.optional(),
  userAgent: userAgentSchema.optional(),
  device: z.string().max(200).optional().meta({
    description:
      'The mark that an earlier sign-in answered to this browser, or a code for a first one, as it was typed.',
  }),
})
export type SignIn = z.infer<typeof signInSchema>
