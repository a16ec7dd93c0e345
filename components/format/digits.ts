import type { Locale } from '#components/locale/locale.ts'

const PERSIAN_ZERO = 0x06f0

export function toPersianDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(PERSIAN_ZERO + Number(digit)))
}

/** ASCII digits of `text` in the digits of the reader's language. */
export function localizeDigits(text: string, locale: Locale): string {
  return locale === 'fa' ? toPersianDigits(text) : text
}
