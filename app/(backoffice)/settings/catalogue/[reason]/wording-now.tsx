import type { EditLabels } from '#components/catalogue/catalogue-editor.tsx'
import { CataloguePreview } from '#components/catalogue/catalogue-preview.tsx'
import type { SampleFacts } from '#components/catalogue/say-sample.ts'
import { type CatalogueLocale, type CatalogueTexts, catalogueLocales } from '#domain/reason/check-catalogue-texts.ts'

type WordingNowProps = {
  texts: CatalogueTexts
  facts: Record<CatalogueLocale, SampleFacts>
  labels: EditLabels
}

/** The texts in force, for who does not change them or while a change waits. */
export function WordingNow({ texts, facts, labels }: WordingNowProps) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      {catalogueLocales.map((locale) => (
        <CataloguePreview
          key={locale}
          texts={texts[locale]}
          locale={locale}
          facts={facts[locale]}
          labels={{ ...labels.preview[locale], broken: labels.broken }}
        />
      ))}
    </div>
  )
}
