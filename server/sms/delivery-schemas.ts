import { z } from 'zod'
import { requestIdSchema, textSchema, timeMsSchema } from '#server/field-schemas.ts'

export const deliveryStatuses = ['delivered', 'failed', 'expired', 'rejected'] as const

export const deliveryReportsSchema = z.object({
  requestId: requestIdSchema,
  reports: z
    .array(
      z.object({
        providerMessageId: textSchema({ min: 1, max: 128 }),
        status: z.enum(deliveryStatuses),
        at: timeMsSchema,
        errorCode: textSchema({ min: 1, max: 64 }).nullish(),
      }),
    )
    .max(200),
})
export type DeliveryReport = z.infer<typeof deliveryReportsSchema>['reports'][number]
