import type { Locale } from '#components/locale/locale.ts'
import { tehranWallMs } from '#domain/calendar/tehran-time.ts'

export type TehranParts = {
  year: number
  month: number
  day: number
  weekday: number
  hour: number
  minute: number
  second: number
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const formatters: Record<Locale, Intl.DateTimeFormat> = { fa: partsOf('persian'), en: partsOf('gregory') }

/**
 * Calendar parts in Tehran: Jalali for Persian readers, Gregorian for English ones; weekday 0 is Sunday. A device whose
 * own table of time zones still has Iran's summer time shows the same as the server.
 */
export function tehranParts(atMs: number, locale: Locale): TehranParts {
  const text: Record<string, string> = {}
  for (const { type, value } of formatters[locale].formatToParts(tehranWallMs(atMs))) text[type] = value
  const number = (name: string): number => Number.parseInt(text[name] ?? '', 10)
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    weekday: WEEKDAYS.indexOf(text.weekday ?? ''),
    hour: number('hour'),
    minute: number('minute'),
    second: number('second'),
  }
}

function partsOf(calendar: 'persian' | 'gregory'): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`en-US-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}
