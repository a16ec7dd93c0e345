import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'

/** «۵۰۷۶ ۷۷•• •••• ۱۲۳۴» from the BIN and the last four; more of a card number is not known here. */
export function formatMaskedPan({ bin, last4 }: { bin: string; last4: string }, locale: Locale): string {
  const figures = `${bin.padEnd(12, '•')}${last4}`
  return localizeDigits(figures.match(/.{1,4}/gu)?.join(' ') ?? figures, locale)
}

/** «••۱۲۳۴» for narrow columns. */
export function formatCardTail(last4: string, locale: Locale): string {
  return localizeDigits(`••${last4}`, locale)
}

/** Reads the `507677******1234` form of the channel API. */
export function splitMaskedPan(card: string): { bin: string; last4: string } {
  return { bin: card.slice(0, 6), last4: card.slice(-4) }
}
