import { at } from '#server/database.ts'
import { type LogFilters, listedLogFields } from '#server/verifications/log-fields.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

/** The query as SQL conditions over `verification v`; $1 and $2 are the window. */
export function conditionsOf({ window, filters }: LogQuery): { where: string[]; values: unknown[] } {
  const values: unknown[] = [at(window.fromMs), at(window.toMs)]
  const where = ['v.at >= $1', 'v.at < $2']
  for (const { name, sql, filter } of listedLogFields) {
    const value = filters[name as keyof LogFilters]
    if (!filter || value === undefined) continue
    const compared = filter.sql ?? sql
    if (filter.orNone && value === 'none') where.push(`${compared} IS NULL`)
    else where.push(`${compared} ${filter.compare ?? '='} $${values.push(value)}`)
  }
  // The index of reasons holds the rejected alone.
  if (filters.reason !== undefined && filters.reason !== 'accepted') where.push(`v.outcome = 'rejected'`)
  return { where, values }
}
