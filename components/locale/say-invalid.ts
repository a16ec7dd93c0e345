import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'

/** Sentences for who left a field so; `{min}` stands for the least length. */
export type ValidationTexts = { fill: string; choose: string; longer: string; form: string }

export type Control = {
  type: string
  validity: Pick<ValidityState, 'valueMissing' | 'tooShort' | 'patternMismatch' | 'badInput' | 'typeMismatch'>
  minLength?: number
  setCustomValidity: (said: string) => void
}

const chosen = new Set(['select-one', 'radio', 'checkbox'])

/** What a field still misses, or null where its browser knows better. */
export function sayInvalid(
  { type, validity, minLength }: Control,
  { texts, locale }: { texts: ValidationTexts; locale: Locale },
): string | null {
  if (validity.valueMissing) return chosen.has(type) ? texts.choose : texts.fill
  if (validity.tooShort) return texts.longer.replace('{min}', localizeDigits(String(minLength ?? 1), locale))
  if (validity.patternMismatch || validity.badInput || validity.typeMismatch) return texts.form
  return null
}
