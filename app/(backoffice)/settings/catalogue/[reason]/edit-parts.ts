import { createTranslator } from 'use-intl/core'
import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import type { EditLabels } from '#components/catalogue/catalogue-editor.tsx'
import type { SampleFacts } from '#components/catalogue/say-sample.ts'
import { factValues } from '#components/verifications/explain-reason.ts'
import type { CatalogueLocale } from '#domain/reason/check-catalogue-texts.ts'
import { catalogues } from '#messages/catalogue.ts'

const details = {
  secondsLate: 13,
  driftSteps: 4,
  asked: { amount: 4_870_000, processType: 'purchase' },
  presented: { amount: 48_700_000, processType: 'transfer' },
  part: 'receipt',
  seconds: 240,
  skewSeconds: 300,
}
const QUARTER_MS = 15 * 60_000

/** Figures as a verdict might have them, for a preview. */
export async function sampleFacts(locale: CatalogueLocale): Promise<SampleFacts> {
  const { nowMs } = await readRequest()
  const types = catalogues[locale].verifications.types as Readonly<Record<string, string>>
  return factValues(
    { details: { ...details, untilMs: nowMs + QUARTER_MS }, nowMs, locale },
    (name) => types[name] ?? '',
  )
}

/** `{secondsLate}`, or one with forms as it is to be typed: `{part, select, receipt {…} other {…}}`. */
export function writePlaceholder({ name, forms }: { name: string; forms: readonly string[] | null }): string {
  return forms === null ? `{${name}}` : `{${name}, select, ${forms.map((form) => `${form} {…}`).join(' ')}}`
}

export async function readEditLabels(): Promise<EditLabels> {
  const t = await getTranslator('catalogueSettings')
  const previewOf = (locale: CatalogueLocale): EditLabels['preview']['fa'] => {
    const own = createTranslator({ locale, messages: catalogues[locale], namespace: 'verifications' })
    return { title: t(`preview.${locale}`), next: own('verdict.next'), say: own('verdict.say') }
  }
  const byPart = (name: 'parts' | 'hints'): EditLabels['parts'] => ({
    title: t(`${name}.title`),
    explanation: t(`${name}.explanation`),
    nextStep: t(`${name}.nextStep`),
    script: t(`${name}.script`),
  })
  return {
    why: t('why'),
    whyHint: t('whyHint'),
    submit: t('submit'),
    pending: t('submitting'),
    note: t('note'),
    broken: t('broken'),
    facts: t('facts'),
    parts: byPart('parts'),
    hints: byPart('hints'),
    languages: { fa: t('languages.fa'), en: t('languages.en') },
    preview: { fa: previewOf('fa'), en: previewOf('en') },
  }
}
