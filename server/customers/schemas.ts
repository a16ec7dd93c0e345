import { z } from 'zod'
import { requestIdSchema } from '#server/field-schemas.ts'

const cardChangeSchema = z.object({
  pan: z.string().max(64),
  status: z.enum(['active', 'blocked']),
  expires: z
    .string()
    .max(64)
    .meta({ description: 'Last month or day of validity: YYYY-MM or YYYY-MM-DD; a year of 1300–1499 is Jalali' }),
})

/** One customer as core banking knows them. What is wrong inside refuses that one change, not the call. */
export const customerChangeSchema = z.object({
  customerNumber: z.string().max(64),
  nationalId: z.string().max(64),
  name: z.string().max(1_000).meta({ description: '1 to 120 characters, a visible letter among them' }),
  mobile: z.string().max(64).nullable(),
  smsMember: z.boolean(),
  branchCode: z.string().max(64),
  cards: z.array(cardChangeSchema).max(50),
})

export const customerChangesSchema = z.object({
  requestId: requestIdSchema,
  changes: z.array(customerChangeSchema).max(200),
})

export type CustomerChange = z.infer<typeof customerChangeSchema>
export type CustomerChanges = z.infer<typeof customerChangesSchema>
