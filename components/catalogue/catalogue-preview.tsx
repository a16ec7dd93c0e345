import { type SampleFacts, saySample } from '#components/catalogue/say-sample.ts'
import type { CatalogueLocale, PartTexts } from '#domain/reason/check-catalogue-texts.ts'

type CataloguePreviewProps = {
  texts: PartTexts
  locale: CatalogueLocale
  facts: SampleFacts
  labels: { next: string; say: string; broken: string }
}

/** The verdict as staff will read it, with sample figures. */
export function CataloguePreview({ texts, locale, facts, labels }: CataloguePreviewProps) {
  const said = (part: keyof PartTexts) => saySample(texts[part], locale, facts) ?? <Broken>{labels.broken}</Broken>
  const [open, close] = locale === 'fa' ? ['«', '»'] : ['“', '”']
  return (
    <article
      lang={locale}
      dir={locale === 'fa' ? 'rtl' : 'ltr'}
      className="overflow-hidden rounded-panel border border-line bg-panel"
    >
      <div className="border-s-4 border-bad py-3 ps-3 pe-4">
        <p className="text-lg font-bold">{said('title')}</p>
        <p className="mt-1 text-ink-2">{said('explanation')}</p>
      </div>
      <div className="flex flex-col gap-4 px-4 pb-4">
        <div>
          <p className="text-sm font-semibold">{labels.next}</p>
          <p className="text-ink-2">{said('nextStep')}</p>
        </div>
        <div className="rounded-control bg-accent-soft px-3.5 py-2.5 text-accent-strong">
          <p className="text-sm font-semibold">{labels.say}</p>
          <p>
            {open}
            {said('script')}
            {close}
          </p>
        </div>
      </div>
    </article>
  )
}

function Broken({ children }: { children: string }) {
  return <span className="text-bad">{children}</span>
}
