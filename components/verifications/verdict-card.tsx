import type { ReactNode } from 'react'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { BindingDiff } from '#components/verifications/binding-diff.tsx'
import { EffectiveWindow } from '#components/verifications/effective-window.tsx'
import { explainReason } from '#components/verifications/explain-reason.ts'
import { VerdictFrame } from '#components/verifications/verdict-frame.tsx'
import type { VerificationPage } from '#server/verifications/read-verification.ts'

type VerdictCardProps = {
  page: VerificationPage
  nowMs: number
  locale: Locale
  words: { t: Translator<'verifications'>; reasons: Translator<'reasons'> }
  copyLabels: { copy: string; copied: string }
  heading: 'h1' | 'h2'
  nextAct?: ReactNode
  actions?: ReactNode
}

/** The verdict on one verification, with what was asked beside what came and the code's time as a line. */
export function VerdictCard({ page, nowMs, locale, words, copyLabels, ...placed }: VerdictCardProps) {
  const { verification, asked } = page
  const { t, reasons } = words
  const { reason, details, outcome, atMs } = verification
  const texts = explainReason(
    { reason, details, nowMs, locale },
    { reasons, typeName: (name) => t(`types.${name as 'purchase'}`) },
  )
  const driftSteps = typeof details.driftSteps === 'number' ? details.driftSteps : null
  return (
    <VerdictFrame
      tone={outcome === 'accepted' ? 'ok' : 'bad'}
      copiedLabel={copyLabels.copied}
      {...{ texts, locale, t }}
      {...placed}
    >
      <BindingDiff verification={verification} asked={asked} locale={locale} t={t} />
      <EffectiveWindow typedAtMs={atMs} driftSteps={driftSteps} asked={asked} locale={locale} t={t} />
    </VerdictFrame>
  )
}
