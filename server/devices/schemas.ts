import { z } from 'zod'
import { operatorActSchema } from '#server/enrollments/schemas.ts'
import { idSchema, pinKindSchema, requestIdSchema } from '#server/field-schemas.ts'

export const deviceEndingSchema = z.object({
  requestId: requestIdSchema,
  reason: z.enum(['lost', 'replaced', 'sold', 'other']),
})
export type DeviceEndingAct = z.infer<typeof deviceEndingSchema>

export const deviceDeactivationSchema = operatorActSchema.extend({ deviceId: idSchema })

const deviceStatusSchema = z.enum(['registered', 'active', 'deactivated', 'blocked'])

export const ownDeviceAnswerSchema = z.object({
  deviceId: idSchema,
  status: deviceStatusSchema,
  serverTime: z.iso.datetime(),
  enrollments: z.array(
    z.object({
      enrollmentId: idSchema,
      card: z.string(),
      pinKind: pinKindSchema,
      status: z.enum(['pending', 'active', 'suspended', 'deactivated']),
    }),
  ),
  otherDevices: z.array(
    z.object({ deviceId: idSchema, model: z.string(), lastSeenAt: z.iso.datetime(), status: deviceStatusSchema }),
  ),
})
export const deviceEndingAnswerSchema = z.object({ status: z.literal('deactivated') })
