import { calendarWords, fill } from '#components/format/calendar-words.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { tehranParts } from '#components/format/tehran-parts.ts'
import type { Locale } from '#components/locale/locale.ts'
import { DAY_MS } from '#domain/calendar/day.ts'
import { tehranDayMs } from '#domain/calendar/tehran-time.ts'

/** «یکشنبه ۱ آذر ۱۴۰۵» */
export function formatLongDate(atMs: number, locale: Locale): string {
  return fill(calendarWords(locale).longDate, longValues(atMs, locale))
}

/** «یکشنبه ۱ آذر ۱۴۰۵، ساعت ۱۰:۰۱» */
export function formatLongDateTime(atMs: number, locale: Locale): string {
  return fill(calendarWords(locale).longDateTime, longValues(atMs, locale))
}

/** «۱۴۰۵/۰۹/۰۱» */
export function formatShortDate(atMs: number, locale: Locale): string {
  const { year, month, day } = tehranParts(atMs, locale)
  const values = { year: String(year), month2: twoDigits(month), day2: twoDigits(day) }
  return localizeDigits(fill(calendarWords(locale).shortDate, values), locale)
}

/** «۱۴۰۵/۰۹/۰۱ ۱۰:۰۱:۲۲», or «۱۴۰۵/۰۹/۰۱ ۱۰:۰۱» */
export function formatShortDateTime(
  atMs: number,
  locale: Locale,
  precision: 'minutes' | 'seconds' = 'seconds',
): string {
  return `${formatShortDate(atMs, locale)} ${formatTimeOfDay(atMs, locale, precision)}`
}

/** «۱۰:۰۱» or «۱۰:۰۱:۲۲» */
export function formatTimeOfDay(atMs: number, locale: Locale, precision: 'minutes' | 'seconds' = 'minutes'): string {
  const { hour, minute, second } = tehranParts(atMs, locale)
  const figures = precision === 'seconds' ? [hour, minute, second] : [hour, minute]
  return localizeDigits(figures.map(twoDigits).join(':'), locale)
}

type RelativeInput = { atMs: number; nowMs: number; locale: Locale; precision?: 'minutes' | 'seconds' }

/** «امروز ۱۰:۴۲», «دیروز ۲۱:۱۷», «فردا ۰۸:۰۰», and further off «۱۴۰۵/۰۸/۲۸ ۱۰:۴۲». */
export function formatRelativeInstant({ atMs, nowMs, locale, precision = 'minutes' }: RelativeInput): string {
  const words = calendarWords(locale)
  const time = formatTimeOfDay(atMs, locale, precision)
  const daysAhead = (tehranDayMs(atMs) - tehranDayMs(nowMs)) / DAY_MS
  if (daysAhead === 0) return fill(words.today, { time })
  if (daysAhead === -1) return fill(words.yesterday, { time })
  if (daysAhead === 1) return fill(words.tomorrow, { time })
  return `${formatShortDate(atMs, locale)} ${time}`
}

function longValues(atMs: number, locale: Locale): Record<string, string> {
  const { year, month, day, weekday } = tehranParts(atMs, locale)
  const words = calendarWords(locale)
  return {
    weekday: words.weekdays[weekday] ?? '',
    day: localizeDigits(String(day), locale),
    month: words.months[month - 1] ?? '',
    year: localizeDigits(String(year), locale),
    time: formatTimeOfDay(atMs, locale),
  }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
