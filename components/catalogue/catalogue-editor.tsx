'use client'

import { useActionState, useState } from 'react'
import { CataloguePreview } from '#components/catalogue/catalogue-preview.tsx'
import type { SampleFacts } from '#components/catalogue/say-sample.ts'
import { useKeptForm } from '#components/failure/use-kept-form.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import {
  type CatalogueLocale,
  type CataloguePart,
  type CatalogueTexts,
  catalogueLocales,
  catalogueParts,
  partLengthMax,
} from '#domain/reason/check-catalogue-texts.ts'

export type EditState = {
  outcome: 'none' | 'asked' | 'refused'
  message: string | null
  /** By field, as `fa.title`. */
  faults: Readonly<Record<string, string>>
}
export type EditLabels = Record<'why' | 'whyHint' | 'submit' | 'pending' | 'note' | 'broken' | 'facts', string> & {
  parts: Record<CataloguePart, string>
  hints: Record<CataloguePart, string>
  languages: Record<CatalogueLocale, string>
  preview: Record<CatalogueLocale, { title: string; next: string; say: string }>
}
type CatalogueEditorProps = {
  texts: CatalogueTexts
  facts: Record<CatalogueLocale, SampleFacts>
  /** `{secondsLate}` and the like, as they are to be typed. */
  placeholders: readonly string[]
  action: (previous: EditState, form: FormData) => Promise<EditState>
  labels: EditLabels
}

/** The texts of a reason in both languages, each beside what a verdict will look like with them. */
export function CatalogueEditor({ texts: given, facts, placeholders, action, labels }: CatalogueEditorProps) {
  const [texts, setTexts] = useState(given)
  const [why, setWhy] = useState('')
  const kept = useKeptForm<EditState>(action, (previous, message) => ({ ...previous, outcome: 'refused', message }))
  const [state, submit] = useActionState(kept, { outcome: 'none', message: null, faults: {} })
  const change = (locale: CatalogueLocale, part: CataloguePart, text: string): void =>
    setTexts((before) => ({ ...before, [locale]: { ...before[locale], [part]: text } }))
  return (
    <form action={submit} className="flex flex-col gap-4">
      {catalogueLocales.map((locale) => (
        <div key={locale} className="grid items-start gap-4 lg:grid-cols-2">
          <Panel title={labels.languages[locale]} padded>
            <div className="flex flex-col gap-3.5">
              {catalogueParts.map((part) => (
                <TextArea
                  key={part}
                  name={`${locale}.${part}`}
                  label={`${labels.parts[part]} (${labels.languages[locale]})`}
                  description={labels.hints[part]}
                  error={state.faults[`${locale}.${part}`]}
                  lang={locale}
                  dir={locale === 'fa' ? 'rtl' : 'ltr'}
                  value={texts[locale][part]}
                  onChange={({ target }) => change(locale, part, target.value)}
                  rows={part === 'title' ? 1 : 3}
                  maxLength={2 * partLengthMax[part]}
                  required
                />
              ))}
            </div>
          </Panel>
          <section aria-label={labels.preview[locale].title} className="flex flex-col gap-2 lg:sticky lg:top-20">
            <h2 className="text-sm font-semibold text-ink-2">{labels.preview[locale].title}</h2>
            <CataloguePreview
              texts={texts[locale]}
              locale={locale}
              facts={facts[locale]}
              labels={{ ...labels.preview[locale], broken: labels.broken }}
            />
            {placeholders.length > 0 ? <Placeholders label={labels.facts} names={placeholders} /> : null}
          </section>
        </div>
      ))}
      <Panel padded>
        <div className="flex max-w-2xl flex-col gap-3">
          <TextArea
            name="why"
            label={labels.why}
            description={labels.whyHint}
            required
            minLength={3}
            maxLength={300}
            rows={2}
            value={why}
            onChange={({ target }) => setWhy(target.value)}
            error={state.faults.why}
          />
          <p className="text-sm text-ink-2">{labels.note}</p>
          {state.message ? (
            <Banner tone={state.outcome === 'asked' ? 'ok' : 'error'} live>
              {state.message}
            </Banner>
          ) : null}
          <SubmitButton pendingLabel={labels.pending} className="self-start">
            {labels.submit}
          </SubmitButton>
        </div>
      </Panel>
    </form>
  )
}

function Placeholders({ label, names }: { label: string; names: readonly string[] }) {
  return (
    <p className="text-xs text-ink-3">
      {label}{' '}
      {names.map((name) => (
        <code key={name} dir="ltr" className="mx-0.5 rounded-xs bg-mute-soft px-1 py-0.5 font-mono wrap-anywhere">
          {name}
        </code>
      ))}
    </p>
  )
}
