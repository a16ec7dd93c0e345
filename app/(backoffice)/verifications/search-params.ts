import { createLoader, type LoaderInput, type SingleParserBuilder } from 'nuqs/server'
import { parseFirst } from '#components/data-table/search-params.ts'
import type { LogParams } from '#components/verifications/log-href.ts'
import { parseTypedInstant } from '#components/verifications/typed-instant.ts'
import { tehranMidnightMs } from '#domain/calendar/tehran-time.ts'
import { plainDigits } from '#domain/text/fold-every-digit.ts'
import { readTypedDigits } from '#domain/text/typed-digits.ts'
import { readTypedFigure } from '#domain/text/typed-figure.ts'
import { type LogFilter, listedLogFields } from '#server/verifications/log-fields.ts'
import { type LogFilters, type LogWindow, logFilterNames, logFiltersSchema } from '#server/verifications/log-schemas.ts'

export type ReadLogQuery = {
  window: LogWindow
  filters: LogFilters
  /** What of the address was understood, to make further addresses of. */
  params: LogParams
  /** Names of what was not understood: nothing is shown as if it had been. */
  misread: string[]
  /** The same as it was typed, to be mended where it was typed. */
  typed: Record<string, string>
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
export const ranges = ['hour', 'today', 'day', 'week', 'month'] as const
export type Range = (typeof ranges)[number]
export const DEFAULT_RANGE: Range = 'day'

const word = parseFirst((text) => text)
/** Figures and codes in plain digits; what of them is understood is for the schema to tell. */
const parsers: Record<LogFilter['kind'], SingleParserBuilder<string>> = {
  choice: word,
  record: word,
  code: parseFirst(plainDigits),
  figure: parseFirst((text) => String(readTypedFigure(text) ?? text)),
  card: parseFirst((text) => readTypedDigits(text, 'card') ?? text),
}
const filterParsers = Object.fromEntries(
  listedLogFields.flatMap(({ name, filter }) => (filter ? [[name, parsers[filter.kind]] as const] : [])),
)
const places = { before: word, after: word, open: word, live: word }
const load = createLoader({ from: word, to: word, range: word, ...filterParsers, ...places })

/** Reads the log's address. Figures may be typed in Persian digits and with separators. */
export function readLogQuery(search: LoaderInput, nowMs: number): ReadLogQuery {
  const given = Object.fromEntries(
    Object.entries(load(search)).filter((entry): entry is [string, string] => !!entry[1]),
  )
  const read = logFiltersSchema.safeParse(pick(given, logFilterNames))
  const misread = read.success ? [] : [...new Set(read.error.issues.map(({ path }) => String(path[0])))]
  const filters = read.success
    ? read.data
    : logFiltersSchema.parse(
        pick(
          given,
          logFilterNames.filter((name) => !misread.includes(name)),
        ),
      )
  const { window, windowParams, windowMisread } = readWindow(given, nowMs)
  const filterParams = pick(given, Object.keys(filters))
  const params = { ...windowParams, ...filterParams, ...pick(given, Object.keys(places)) }
  // Of a card never more than its last four digits is said again.
  const typed = { ...pick(given, misread), ...(windowMisread.length > 0 ? pick(given, ['from', 'to']) : {}) }
  if (typed.card && typed.card.length > 4) delete typed.card
  return { window, filters, params, misread: [...misread, ...windowMisread], typed }
}

/** Whether both ends were understood and only their order is wrong: to be said as such. */
export function endsBeforeStart({ from = '', to = '' }: Readonly<Record<string, string>>): boolean {
  const [fromMs, toMs] = [parseTypedInstant(from), parseTypedInstant(to)]
  return fromMs !== null && toMs !== null && fromMs >= toMs
}

function readWindow(given: Record<string, string>, nowMs: number) {
  const fromMs = given.from ? parseTypedInstant(given.from) : undefined
  const toMs = given.to ? parseTypedInstant(given.to) : undefined
  const windowMisread = [...(fromMs === null ? ['from'] : []), ...(toMs === null ? ['to'] : [])]
  if (fromMs && toMs && fromMs >= toMs) windowMisread.push('to')
  if ((given.from || given.to) && windowMisread.length === 0) {
    const endMs = toMs ?? nowMs + 1
    const window = { fromMs: fromMs ?? endMs - DAY_MS, toMs: endMs }
    return { window, windowParams: pick(given, ['from', 'to']), windowMisread }
  }
  const range = ranges.find((each) => each === given.range) ?? DEFAULT_RANGE
  const windowParams: Record<string, string> = range === DEFAULT_RANGE ? {} : { range }
  return { window: windowOf(range, nowMs), windowParams, windowMisread }
}

function windowOf(range: Range, nowMs: number): LogWindow {
  const lengthsMs = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS }
  const fromMs = range === 'today' ? tehranMidnightMs(nowMs) : nowMs - lengthsMs[range]
  return { fromMs, toMs: nowMs + 1 }
}

function pick(given: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])))
}
