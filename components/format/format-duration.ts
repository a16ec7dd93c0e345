import { calendarWords, fill } from '#components/format/calendar-words.ts'
import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** The two largest units of a length of time: «۲ دقیقه و ۱۳ ثانیه». Negative lengths are read as their size. */
export function formatDuration(lengthSeconds: number, locale: Locale): string {
  const words = calendarWords(locale)
  const parts: string[] = []
  let restSeconds = Math.round(Math.abs(lengthSeconds))
  const firstUnit = UNITS.findIndex(([, unitSeconds]) => restSeconds >= unitSeconds)
  const start = firstUnit === -1 ? UNITS.length - 1 : firstUnit
  for (const [unit, unitSeconds] of UNITS.slice(start, start + 2)) {
    const count = Math.floor(restSeconds / unitSeconds)
    restSeconds -= count * unitSeconds
    if (count > 0 || parts.length === 0) {
      parts.push(fill(words.units[unit], { count: localizeDigits(String(count), locale) }))
    }
  }
  return parts.join(words.and)
}
