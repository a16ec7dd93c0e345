import type { ReactNode } from 'react'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { BindingDiff } from '#components/verifications/binding-diff.tsx'
import { EffectiveWindow } from '#components/verifications/effective-window.tsx'
import { explainReason } from '#components/verifications/explain-reason.ts'
import type { VerificationPage } from '#server/verifications/read-verification.ts'

type VerdictCardProps = {
  page: VerificationPage
  nowMs: number
  locale: Locale
  words: { t: Translator<'verifications'>; reasons: Translator<'reasons'> }
  copyLabels: { copy: string; copied: string }
  heading: 'h1' | 'h2'
  actions?: ReactNode
}

/** Why, what now, what to say; and what the verdict rests on. */
export function VerdictCard({ page, nowMs, locale, words, copyLabels, heading: Heading, actions }: VerdictCardProps) {
  const { verification, asked } = page
  const { t, reasons } = words
  const { title, explanation, nextStep, script } = explainReason(
    { reason: verification.reason, details: verification.details, nowMs, locale },
    { reasons, typeName: (name) => t(`types.${name as 'purchase'}`) },
  )
  const isAccepted = verification.outcome === 'accepted'
  return (
    <article className="min-w-0 overflow-hidden rounded-panel border border-line bg-panel">
      <div className={`border-s-4 py-4 ps-3.5 pe-4.5 ${isAccepted ? 'border-ok' : 'border-bad'}`}>
        <Heading className="text-lg font-bold">{title}</Heading>
        <p className="mt-1 text-ink-2">{explanation}</p>
      </div>
      <div className="flex flex-col gap-5 px-4.5 pb-4.5">
        <section className="flex flex-col gap-1">
          <h3 className="text-sm font-semibold">{t('verdict.next')}</h3>
          <p className="text-ink-2">{nextStep}</p>
        </section>
        <BindingDiff verification={verification} asked={asked} locale={locale} t={t} />
        <EffectiveWindow verification={verification} asked={asked} locale={locale} t={t} />
        <section className="rounded-control bg-accent-soft px-4 py-3 text-accent-strong">
          <header className="flex items-center justify-between gap-2">
            <h3 className="text-sm font-semibold">{t('verdict.say')}</h3>
            <CopyButton value={script} label={t('verdict.copyScript')} copiedLabel={copyLabels.copied} />
          </header>
          <p>{locale === 'fa' ? `«${script}»` : `“${script}”`}</p>
        </section>
        {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
      </div>
    </article>
  )
}
