import { formatCount } from '#components/format/format-amount.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { PolicyKey } from '#domain/operator/policy.ts'
import { policyRanges } from '#domain/operator/validate-policy.ts'
import type { PolicyFigure } from '#server/settings/read-settings.ts'

const units = ['Digits', 'Seconds', 'Minutes', 'Hours', 'Days', 'Steps', 'Percent'] as const
const tries = /(Tries|Failures|reprints|okensPer\w+|Per\w+|guard(Run|Day|Held))Max$/

/** A figure of the policy with the unit that its name ends in. */
export function sayFigure(
  key: string,
  value: PolicyFigure['value'],
  locale: Locale,
  t: Translator<'settings'>,
): string {
  if (typeof value !== 'number') return value.map((seconds) => formatDuration(seconds, locale)).join(t('policy.then'))
  if (unitOf(key) === 'Seconds' && value >= 60) return formatDuration(value, locale)
  return t(`policy.units.${unitOf(key)}`, { value: formatCount(value, locale), count: value })
}

/** The least and the most that a figure may be, in the unit that it is typed in. */
export function sayRange(key: PolicyKey, locale: Locale, t: Translator<'settings'>): { min: string; max: string } {
  const [min, max] = policyRanges[key]
  return {
    min: formatCount(min, locale),
    max: t(`policy.units.${unitOf(key)}`, { value: formatCount(max, locale), count: max }),
  }
}

function unitOf(key: string): (typeof units)[number] | 'Tries' | 'Count' {
  return units.find((each) => key.endsWith(each)) ?? (tries.test(key) ? 'Tries' : 'Count')
}
