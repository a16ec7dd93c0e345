import type { ApprovalTexts } from '#components/approvals/approval-words.ts'
import type { TextDifference } from '#domain/list-text-differences.ts'

type WordingDiffProps = { wording: readonly TextDifference[]; isOver: boolean; texts: ApprovalTexts }

/** Each text as it is said now, and under it as it would be said. */
export function WordingDiff({ wording, isOver, texts: { t } }: WordingDiffProps) {
  return (
    <ul aria-label={t('facts.changes')} className="flex flex-col gap-3">
      {wording.map(({ locale, part, from, to }) => (
        <li key={`${locale}-${part}`} className="overflow-hidden rounded-control border border-line text-sm">
          <p className="bg-mute-soft/60 px-3 py-1.5 text-xs text-ink-3">
            {t('wording.of', { part: t(`wording.parts.${part}`), language: t(`wording.languages.${locale}`) })}
          </p>
          <Said term={t(isOver ? 'facts.was' : 'facts.from')} locale={locale} text={from} className="text-ink-2" />
          <Said
            term={t(isOver ? 'facts.became' : 'facts.to')}
            locale={locale}
            text={to}
            className="border-t border-line-soft bg-accent-soft text-accent-strong"
          />
        </li>
      ))}
    </ul>
  )
}

type SaidProps = { term: string; locale: 'fa' | 'en'; text: string; className: string }

function Said({ term, locale, text, className }: SaidProps) {
  return (
    <p className={`px-3 py-1.5 ${className}`}>
      <span className="block text-xs">{term}</span>
      <span lang={locale} dir={locale === 'fa' ? 'rtl' : 'ltr'} className="block whitespace-pre-wrap text-start">
        {text}
      </span>
    </p>
  )
}
