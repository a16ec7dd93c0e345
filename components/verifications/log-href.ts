import { createTextHref } from '#components/data-table/search-params.ts'

/** The state of the log as its address holds it: only known names, only values that were understood. */
export type LogParams = Readonly<Record<string, string>>

const write = createTextHref('/verifications')

/** The log with something else asked of it: `null` takes a name away; a changed question begins at its newest row. */
export function logHref(params: LogParams, change: Record<string, string | null>): string {
  const { before: _before, after: _after, open: _open, ...kept } = params
  return write(kept, change)
}

/** The log of the same stretch of time without filters, but for the one its reader may not take away; null where there is none. */
export function clearedHref(params: LogParams, kept?: string): string | null {
  const stays = ['range', 'from', 'to', 'live', ...(kept ? [kept] : [])]
  const { before: _before, after: _after, open: _open, ...asked } = params
  if (Object.keys(asked).every((name) => stays.includes(name))) return null
  return write(Object.fromEntries(Object.entries(asked).filter(([name]) => stays.includes(name))), {})
}
