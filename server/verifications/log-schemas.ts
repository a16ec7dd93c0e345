import { z } from 'zod'
import { type LogFilterName, type LogFilters, listedLogFields } from '#server/verifications/log-fields.ts'

export type { LogFilterName, LogFilters } from '#server/verifications/log-fields.ts'

const filtered = listedLogFields.flatMap(({ name, filter }) => (filter ? [{ name, value: filter.value }] : []))

export const logFilterNames = filtered.map(({ name }) => name as LogFilterName)

/** What the log may be narrowed to; every field is optional, all of them hold together. */
export const logFiltersSchema = z.object(
  Object.fromEntries(filtered.map(({ name, value }) => [name, value.optional()])),
) as z.ZodType as z.ZodType<LogFilters>

/** Epoch milliseconds, `fromMs` included and `toMs` not. */
export type LogWindow = { fromMs: number; toMs: number }
export type LogQuery = { window: LogWindow; filters: LogFilters }
