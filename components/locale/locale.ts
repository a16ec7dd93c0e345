export type Locale = 'fa' | 'en'
export type Theme = 'system' | 'light' | 'dark'

export const LOCALES: readonly Locale[] = ['fa', 'en']
export const THEMES: readonly Theme[] = ['system', 'light', 'dark']
export const TIME_ZONE = 'Asia/Tehran'

export function parseLocale(value: string | undefined): Locale {
  return value === 'en' ? 'en' : 'fa'
}

export function parseTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}

export function directionOf(locale: Locale): 'rtl' | 'ltr' {
  return locale === 'fa' ? 'rtl' : 'ltr'
}

/** The BCP 47 tag React Aria reads direction, calendar and digits from. */
export function languageTagOf(locale: Locale): string {
  return locale === 'fa' ? 'fa-IR-u-ca-persian-nu-arabext' : 'en-GB'
}
