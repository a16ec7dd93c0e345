import type { ReactNode } from 'react'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { ReasonTexts } from '#components/verifications/explain-reason.ts'

const edges = { ok: 'border-ok', bad: 'border-bad', info: 'border-accent' } as const

type VerdictFrameProps = {
  tone: keyof typeof edges
  texts: ReasonTexts
  locale: Locale
  t: Translator<'verifications'>
  copiedLabel: string
  heading: 'h1' | 'h2'
  /** The button that does what `texts.nextStep` says. */
  nextAct?: ReactNode
  actions?: ReactNode
  /** What the verdict rests on. */
  children?: ReactNode
}

/** Why, what now with its button, what it rests on, and what to read out. */
export function VerdictFrame(props: VerdictFrameProps) {
  const { tone, texts, locale, t, copiedLabel, heading: Heading, nextAct, actions, children } = props
  const { title, explanation, nextStep, script } = texts
  return (
    <article className="min-w-0 overflow-hidden rounded-panel border border-line bg-panel">
      <div className={`border-s-4 py-4 ps-3.5 pe-4.5 ${edges[tone]}`}>
        <Heading className="text-lg font-bold">{title}</Heading>
        <p className="mt-1 text-ink-2">{explanation}</p>
      </div>
      <div className="flex flex-col gap-5 px-4.5 pb-4.5">
        <section className="flex flex-col gap-1">
          <h3 className="text-sm font-semibold">{t('verdict.next')}</h3>
          <p className="text-ink-2">{nextStep}</p>
          {nextAct ? <div className="mt-1.5">{nextAct}</div> : null}
        </section>
        <section className="rounded-control bg-accent-soft px-4 py-3 text-accent-strong">
          <header className="flex items-center justify-between gap-2">
            <h3 className="text-sm font-semibold">{t('verdict.say')}</h3>
            <CopyButton value={script} label={t('verdict.copyScript')} copiedLabel={copiedLabel} />
          </header>
          <p>{locale === 'fa' ? `«${script}»` : `“${script}”`}</p>
        </section>
        {children}
        {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
      </div>
    </article>
  )
}
