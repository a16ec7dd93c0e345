import { formatLongDate, formatTimeOfDay } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import { DAY_MS } from '#domain/calendar/day.ts'
import { tehranMidnightMs } from '#domain/calendar/tehran-time.ts'

const isMidnight = (atMs: number): boolean => tehranMidnightMs(atMs) === atMs

type Words = (key: 'span' | 'hours', values: Record<string, string>) => string

/** A window of time as it was understood: a day, some hours of one, or the days from one to another. */
export function formatRememberedWindow(
  { fromMs, toMs }: { fromMs: number; toMs: number },
  locale: Locale,
  words: Words,
): string {
  const first = formatLongDate(fromMs, locale)
  if (isMidnight(fromMs) && isMidnight(toMs)) {
    const last = formatLongDate(toMs - 1, locale)
    return first === last ? first : words('span', { from: first, to: last })
  }
  const hours = { from: formatTimeOfDay(fromMs, locale), to: formatTimeOfDay(toMs, locale) }
  const isShort = toMs - fromMs <= DAY_MS
  if (isShort) return words('hours', { day: first, ...hours })
  return words('span', { from: `${first} ${hours.from}`, to: `${formatLongDate(toMs, locale)} ${hours.to}` })
}
