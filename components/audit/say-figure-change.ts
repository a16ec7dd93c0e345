import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { sayFigure } from '#components/settings/say-figure.ts'

type Change = { key: string; from: unknown; to: unknown }

/** «طول رمز اول پویا: ۶ رقم ← ۷ رقم»; what the policy no longer has stays under its own name. */
export function sayFigureChange({ key, from, to }: Change, locale: Locale, t: Translator<'settings'>): string {
  const nameKey = `policy.names.${key}` as 'policy.names.smsValiditySeconds'
  const say = (value: unknown): string =>
    typeof value === 'number' || isFigures(value) ? sayFigure(key, value, locale, t) : String(value)
  return `${t.has(nameKey) ? t(nameKey) : key}: ${say(from)}${t('policy.then')}${say(to)}`
}

function isFigures(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number')
}
