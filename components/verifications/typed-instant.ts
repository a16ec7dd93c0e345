import { tehranParts } from '#components/format/tehran-parts.ts'
import type { Locale } from '#components/locale/locale.ts'
import { foldDigits } from '#domain/digits.ts'

const TEHRAN_OFFSET_MS = 12_600_000
const DAY_MS = 86_400_000
const TYPED = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[\sT,،]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
const FIRST_GREGORIAN_YEAR = 1700

/** A moment as a person types it, in Tehran: «۱۴۰۵/۰۹/۰۱ ۱۰:۳۰» or `2026-11-22 10:30`; null for what is no moment. */
export function parseTypedInstant(text: string): number | null {
  const folded = foldDigits(text).trim()
  if (/^\d{13}$/.test(folded)) return Number(folded)
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (TYPED.exec(folded) ?? []).map((part) =>
    Number(part ?? 0),
  )
  if (year === 0 || hour > 23 || minute > 59 || second > 59) return null
  const midnightMs = findMidnight(year, month, day)
  return midnightMs === null ? null : midnightMs + (hour * 3600 + minute * 60 + second) * 1000
}

/** The same moment as `parseTypedInstant` reads it, in ASCII digits for an address or a field. */
export function formatTypedInstant(atMs: number, locale: Locale): string {
  const { year, month, day, hour, minute, second } = tehranParts(atMs, locale)
  const two = (value: number): string => String(value).padStart(2, '0')
  const separator = locale === 'fa' ? '/' : '-'
  return `${[year, two(month), two(day)].join(separator)} ${[hour, minute, second].map(two).join(':')}`
}

function findMidnight(year: number, month: number, day: number): number | null {
  const locale: Locale = year < FIRST_GREGORIAN_YEAR ? 'fa' : 'en'
  const roughMs =
    locale === 'en' ? Date.UTC(year, month - 1, day) : Date.UTC(year + 621, 2, 21) + daysInto(month, day) * DAY_MS
  // New year falls on 20, 21 or 22 March: the calendar itself says which.
  for (const shift of [0, -1, 1, -2, 2]) {
    const midnightMs = roughMs + shift * DAY_MS - TEHRAN_OFFSET_MS
    const parts = tehranParts(midnightMs, locale)
    if (parts.year === year && parts.month === month && parts.day === day) return midnightMs
  }
  return null
}

function daysInto(month: number, day: number): number {
  return month <= 7 ? (month - 1) * 31 + day - 1 : 186 + (month - 7) * 30 + day - 1
}
