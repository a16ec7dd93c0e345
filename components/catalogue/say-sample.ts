import { createTranslator } from 'use-intl/core'
import type { CatalogueLocale } from '#domain/reason/check-catalogue-texts.ts'

export type SampleFacts = Readonly<Record<string, string>>

/** A text with sample figures in it, as a verdict would say it; null where it cannot be said. */
export function saySample(text: string, locale: CatalogueLocale, facts: SampleFacts): string | null {
  let isBroken = false
  const say = createTranslator({
    locale,
    messages: { text },
    onError: () => {
      isBroken = true
    },
  })
  const said = text.trim() === '' ? '' : say('text' as never, facts as never)
  return isBroken ? null : said
}
