import type { Locale } from '#components/locale/locale.ts'

const collators: Record<Locale, Intl.Collator> = { fa: new Intl.Collator('fa'), en: new Intl.Collator('en') }

/** The order of texts that people read: of its own alphabet, پ after ب; in SQL it is COLLATE "fa-x-icu". */
export function compareTexts(one: string, other: string, locale: Locale): number {
  return collators[locale].compare(one, other)
}
