import { calendarWords, fill } from '#components/format/calendar-words.ts'
import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'

/** A whole number in groups of three: «۴٬۸۷۰٬۰۰۰». */
export function formatCount(count: number, locale: Locale): string {
  const grouped = String(count).replace(/\B(?=(\d{3})+$)/g, calendarWords(locale).groupSeparator)
  return localizeDigits(grouped, locale)
}

/** «۴٬۸۷۰٬۰۰۰ ریال» */
export function formatRials(amountRials: number, locale: Locale): string {
  return fill(calendarWords(locale).rials, { amount: formatCount(amountRials, locale) })
}
