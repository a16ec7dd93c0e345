import { z } from 'zod'
import {
  codeSchema,
  idSchema,
  mobileSchema,
  requestIdSchema,
  textSchema,
  writtenSchema,
} from '#server/field-schemas.ts'
import { publicKeySchema } from '#server/registrations/public-key-schema.ts'

export const registrationSchema = z
  .object({
    requestId: requestIdSchema,
    mobile: mobileSchema,
    platform: z.enum(['android', 'ios', 'web']),
    model: writtenSchema({ min: 1, max: 80 }),
    appVersion: textSchema({ min: 1, max: 32 }),
    signingKey: publicKeySchema,
    agreementKey: publicKeySchema,
  })
  .refine(({ signingKey, agreementKey }) => signingKey.x !== agreementKey.x || signingKey.y !== agreementKey.y, {
    path: ['agreementKey'],
    message: 'must be another key than signingKey',
  })
export type Registration = z.infer<typeof registrationSchema>

export const registrationConfirmationSchema = z.object({ requestId: requestIdSchema, code: codeSchema })
export type RegistrationConfirmation = z.infer<typeof registrationConfirmationSchema>

export const registrationAnswerSchema = z.object({
  registrationId: idSchema,
  codeLength: z.int(),
  expiresAt: z.iso.datetime(),
})
export const registrationConfirmationAnswerSchema = z.object({ deviceId: idSchema })
