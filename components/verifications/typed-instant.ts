import { tehranParts } from '#components/format/tehran-parts.ts'
import type { Locale } from '#components/locale/locale.ts'
import { fromJalali } from '#domain/calendar/jalali-day.ts'
import { tehranInstantMs } from '#domain/calendar/tehran-time.ts'
import { seenDigits } from '#domain/text/fold-every-digit.ts'

const TYPED = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[\sT,،]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
const FIRST_GREGORIAN_YEAR = 1700

/** A moment as a person types it, in Tehran: «۱۴۰۵/۰۹/۰۱ ۱۰:۳۰» or `2026-11-22 10:30`; null for what is no moment. */
export function parseTypedInstant(text: string): number | null {
  const seen = seenDigits(text)
  const folded = seen.replace(/[\p{Pd}\u2212]/gu, '-').trim()
  if (/^\d{13}$/.test(folded)) return Number(folded)
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (TYPED.exec(folded) ?? []).map((part) =>
    Number(part ?? 0),
  )
  if (year === 0 || hour > 23 || minute > 59 || second > 59) return null
  const dayMs = year < FIRST_GREGORIAN_YEAR ? fromJalali({ year, month, day }) : fromGregorian(year, month, day)
  return dayMs === null ? null : tehranInstantMs(dayMs + (hour * 3600 + minute * 60 + second) * 1000)
}

/** The same moment as `parseTypedInstant` reads it, in ASCII digits for an address or a field. */
export function formatTypedInstant(atMs: number, locale: Locale): string {
  const { year, month, day, hour, minute, second } = tehranParts(atMs, locale)
  const two = (value: number): string => String(value).padStart(2, '0')
  const separator = locale === 'fa' ? '/' : '-'
  return `${[year, two(month), two(day)].join(separator)} ${[hour, minute, second].map(two).join(':')}`
}

function fromGregorian(year: number, month: number, day: number): number | null {
  const dayMs = Date.UTC(year, month - 1, day)
  return month >= 1 && month <= 12 && new Date(dayMs).getUTCDate() === day ? dayMs : null
}
