import { formatCount } from '#components/format/format-amount.ts'
import { formatCardTail } from '#components/format/format-card.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { Reason } from '#domain/reason/reason.ts'
import type { LogFilterName } from '#server/verifications/log-schemas.ts'

export type Words = { t: Translator<'verifications'>; reasons: Translator<'reasons'>; locale: Locale }
type Valued = { name: LogFilterName; value: string; label?: string | null }

const unnamed = new Set<LogFilterName>(['customer', 'device'])

/** A filter's value as a person says it. */
export function wordOf({ name, value, label }: Valued, { t, reasons, locale }: Words): string {
  if (label) return label
  if (unnamed.has(name)) return t('filters.thisOne')
  switch (name) {
    case 'outcome':
      return t(`outcomes.${value as 'accepted'}`)
    case 'method':
      return t(`methods.${value as 'sms'}`)
    case 'type':
      return t(`types.${value as 'purchase'}`)
    case 'reason':
      return reasons(`${value as Reason}.title`)
    case 'min':
    case 'max':
      return formatCount(Number(value), locale)
    case 'card':
      return formatCardTail(value, locale)
    default:
      return value
  }
}
