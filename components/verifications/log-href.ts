import type { SingleParserBuilder } from 'nuqs/server'
import { createHref, parseFirst } from '#components/data-table/search-params.ts'
import { plainDigits } from '#domain/text/fold-every-digit.ts'
import { readTypedDigits } from '#domain/text/typed-digits.ts'
import { readTypedFigure } from '#domain/text/typed-figure.ts'
import type { LogFilterName } from '#server/verifications/log-schemas.ts'

/** The state of the log as its address holds it: only known names, only values that were understood. */
export type LogParams = Readonly<Record<string, string>>

const word = parseFirst((text) => text)
const code = parseFirst(plainDigits)
const figure = parseFirst((text) => String(readTypedFigure(text) ?? text))

const filters = {
  customer: word,
  outcome: word,
  reason: word,
  method: word,
  type: word,
  card: parseFirst((text) => readTypedDigits(text, 'card') ?? text),
  merchant: code,
  terminal: code,
  min: figure,
  max: figure,
  requester: code,
  ip: code,
  device: word,
  client: code,
} satisfies Record<LogFilterName, SingleParserBuilder<string>>

/** What the log's address says, figures and codes in plain digits; what of it is understood is for its reader to tell. */
export const logSearchParams = {
  from: word,
  to: word,
  range: word,
  ...filters,
  before: word,
  after: word,
  open: word,
  live: word,
}

const write = createHref('/verifications', logSearchParams)

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
