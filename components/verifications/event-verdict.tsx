import type { ReactNode } from 'react'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { EffectiveWindow } from '#components/verifications/effective-window.tsx'
import { explainReason } from '#components/verifications/explain-reason.ts'
import { VerdictFrame } from '#components/verifications/verdict-frame.tsx'
import type { Reason } from '#domain/reason/reason.ts'
import type { EventPage } from '#server/customers/read-event.ts'

type EventVerdictProps = {
  page: EventPage & { reason: Reason }
  nowMs: number
  locale: Locale
  words: { t: Translator<'verifications'>; reasons: Translator<'reasons'> }
  copiedLabel: string
  nextAct?: ReactNode
  actions?: ReactNode
}

/** The same verdict for what is no verification: a code that was not sent, an SMS that did not come, a refused activation. */
export function EventVerdict({ page, nowMs, locale, words, copiedLabel, ...placed }: EventVerdictProps) {
  const { reason, details, asked } = page
  const { t, reasons } = words
  const texts = explainReason(
    { reason, details, nowMs, locale },
    { reasons, typeName: (name) => t(`types.${name as 'purchase'}`) },
  )
  const wasSent = asked !== null && asked.state !== 'suppressed'
  return (
    <VerdictFrame
      tone={reason === 'sent' ? 'info' : 'bad'}
      heading="h2"
      {...{ texts, locale, t, copiedLabel }}
      {...placed}
    >
      <EffectiveWindow typedAtMs={null} driftSteps={null} asked={wasSent ? asked : null} locale={locale} t={t} />
    </VerdictFrame>
  )
}
