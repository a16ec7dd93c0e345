import { z } from 'zod'
import { isBound, readClientSources } from '#domain/channel-client/client-sources.ts'
import { uuidFormInAnyCase } from '#domain/text/uuid.ts'
import { wordsSchema } from '#server/field-schemas.ts'
import { publicKeySchema } from '#server/registrations/public-key-schema.ts'

export const channelClientIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .refine((id) => !uuidFormInAnyCase.test(id), 'must not look like the id of a device')

/** CIDR blocks, answered each in its one spelling. */
export const clientSourcesSchema = z.array(z.string().max(60)).transform((blocks, check): string[] => {
  const { sources, fault } = readClientSources(blocks.join('\n'))
  if (sources && isBound(sources)) return sources
  check.addIssue({ code: 'custom', message: `are no places to call from: ${JSON.stringify(fault)}` })
  return z.NEVER
})

export const newClientPayloadSchema = z.object({
  id: channelClientIdSchema,
  kind: z.enum(['atm', 'gateway', 'sms', 'core']),
  name: wordsSchema({ min: 1, max: 80 }),
  publicKey: publicKeySchema,
  sources: clientSourcesSchema,
})
export const rotatedClientPayloadSchema = z.object({ id: channelClientIdSchema, publicKey: publicKeySchema })
export const readdressedClientPayloadSchema = z.object({ id: channelClientIdSchema, sources: clientSourcesSchema })
