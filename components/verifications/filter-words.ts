import { formatCount } from '#components/format/format-amount.ts'
import { formatCardTail } from '#components/format/format-card.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { Reason } from '#domain/reason/reason.ts'
import type { Catalogue } from '#messages/catalogue.ts'
import type { LogField } from '#server/verifications/log-fields.ts'

export type Words = { t: Translator<'verifications'>; reasons: Translator<'reasons'>; locale: Locale }

/** A filter's value as a person says it. */
export function wordOf({ words, filter }: LogField, value: string, { t, reasons, locale }: Words): string {
  if (words) return wordOfChoice(words, value, { t, reasons })
  switch (filter?.kind) {
    case 'record':
      return t('filters.thisOne')
    case 'figure':
      return formatCount(Number(value), locale)
    case 'card':
      return formatCardTail(value, locale)
    default:
      return value
  }
}

export type WordGroup = NonNullable<LogField['words']>
type Own = Exclude<WordGroup, 'reasons'>
type Key = { [Group in Own]: `${Group}.${keyof Catalogue['verifications'][Group] & string}` }[Own]

/** One of a closed list of values. */
export function wordOfChoice(group: WordGroup, value: string, { t, reasons }: Omit<Words, 'locale'>): string {
  return group === 'reasons' ? reasons(`${value as Reason}.title`) : t(`${group}.${value}` as Key)
}
