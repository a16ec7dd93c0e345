import type { Translator } from '#components/locale/translator.ts'
import type { TextDifference } from '#domain/reason/list-text-differences.ts'

type TextDiffProps = { differences: readonly TextDifference[]; t: Translator<'catalogueSettings'> }

/** What was said before, struck out, and what is said instead. */
export function TextDiff({ differences, t }: TextDiffProps) {
  return (
    <dl className="flex flex-col gap-2 text-sm">
      {differences.map(({ locale, part, from, to }) => (
        <div key={`${locale}.${part}`}>
          <dt className="text-xs text-ink-3">
            {t(`parts.${part}`)} · {t(`languages.${locale}`)}
          </dt>
          <dd lang={locale} dir={locale === 'fa' ? 'rtl' : 'ltr'} className="flex flex-col">
            <del className="text-ink-3">{from}</del>
            <ins className="text-ink no-underline">{to}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
