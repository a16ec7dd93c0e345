import { z } from 'zod'
import { JsonNumber } from '#domain/text/read-json.ts'
import { requestIdSchema, textSchema, timeMsSchema } from '#server/field-schemas.ts'

export const deliveryStatuses = ['delivered', 'failed', 'expired', 'rejected'] as const

const idText = textSchema({ min: 1, max: 128 })
const integer = /^(?:0|-?[1-9][0-9]*)$/

/** A string, or a JSON integer however long, which is the string of its digits. Answers that string. */
export const providerMessageIdSchema = z
  .union([
    idText,
    z
      .any()
      .transform((given: unknown, check): string => {
        const digits = given instanceof JsonNumber ? given.source : typeof given === 'number' ? String(given) : ''
        if (integer.test(digits)) return digits
        check.addIssue({ code: 'custom', message: 'must be a string or an integer' })
        return z.NEVER
      })
      .pipe(idText)
      .meta({ type: 'integer' }),
  ])
  .meta({ description: 'The provider’s own id of the message; an integer counts as its digits' })

export const deliveryReportsSchema = z.object({
  requestId: requestIdSchema,
  reports: z
    .array(
      z.object({
        providerMessageId: providerMessageIdSchema,
        status: z.enum(deliveryStatuses),
        at: timeMsSchema,
        errorCode: textSchema({ min: 1, max: 64 }).nullish(),
      }),
    )
    .max(200),
})
export type DeliveryReport = z.infer<typeof deliveryReportsSchema>['reports'][number]
