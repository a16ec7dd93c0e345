import { z } from 'zod'
import { canonicalAddress } from '#domain/network/address.ts'
import { verificationReasons } from '#domain/reason/reason.ts'
import { isUuidv7 } from '#domain/text/uuidv7.ts'
import { processTypes } from '#domain/verification/process-type.ts'
import { textSchema } from '#server/field-schemas.ts'

const id = z.string().refine(isUuidv7)
const place = textSchema({ min: 1, max: 64 })
const amount = z.coerce.number().int().min(0).max(10_000_000_000_000)

/** What the log may be narrowed to; every field is optional, all of them hold together. */
export const logFiltersSchema = z.object({
  customer: id.optional(),
  outcome: z.enum(['accepted', 'rejected']).optional(),
  reason: z.enum(verificationReasons).optional(),
  method: z.enum(['sms', 'app', 'none']).optional(),
  type: z.enum([...processTypes, 'none']).optional(),
  card: z
    .string()
    .regex(/^[0-9]{4}$/)
    .optional(),
  merchant: place.optional(),
  terminal: place.optional(),
  min: amount.optional(),
  max: amount.optional(),
  requester: textSchema({ min: 1, max: 128 }).optional(),
  ip: textSchema({ min: 2, max: 45 })
    .transform((text) => canonicalAddress(text) ?? text)
    .optional(),
  device: id.optional(),
  client: place.optional(),
})

export type LogFilters = z.infer<typeof logFiltersSchema>
export type LogFilterName = keyof LogFilters
export const logFilterNames = Object.keys(logFiltersSchema.shape) as LogFilterName[]

/** Epoch milliseconds, `fromMs` included and `toMs` not. */
export type LogWindow = { fromMs: number; toMs: number }
export type LogQuery = { window: LogWindow; filters: LogFilters }
