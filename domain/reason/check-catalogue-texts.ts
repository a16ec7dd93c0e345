import { type PlaceholderUse, parseCatalogueText } from '#domain/reason/catalogue-text.ts'

export const catalogueLocales = ['fa', 'en'] as const
export type CatalogueLocale = (typeof catalogueLocales)[number]
export const catalogueParts = ['title', 'explanation', 'nextStep', 'script'] as const
export type CataloguePart = (typeof catalogueParts)[number]
export type PartTexts = Readonly<Record<CataloguePart, string>>
export type CatalogueTexts = Readonly<Record<CatalogueLocale, PartTexts>>

export const catalogueFaults = [
  'empty',
  'too_long',
  'forbidden_sign',
  'malformed',
  'placeholder_in_title',
  'unknown_placeholder',
  'wrong_forms',
  'missing_placeholder',
  'too_many_sentences',
] as const
export type CatalogueFault = {
  locale: CatalogueLocale
  part: CataloguePart
  fault: (typeof catalogueFaults)[number]
  /** The placeholder it is about. */
  name: string | null
}

export const partLengthMax: Readonly<Record<CataloguePart, number>> = {
  title: 80,
  explanation: 400,
  nextStep: 400,
  script: 400,
}
const SCRIPT_SENTENCES_MAX = 2

/** The facts that texts of a reason may name, each with its forms, as the built-in texts name them. */
export function placeholdersOf(builtIn: CatalogueTexts): Map<string, readonly string[] | null> {
  const uses = catalogueLocales.flatMap((locale) => catalogueParts.flatMap((part) => usesIn(builtIn[locale][part])))
  const known = new Map<string, readonly string[] | null>()
  for (const { name, forms } of uses) known.set(name, known.get(name) ?? forms)
  return known
}

/**
 * What is wrong with edited texts of a reason, by field; empty: they can be said wherever the built-in ones are. Every fact
 * that the built-in explanation names must stand in the explanation or the script of each language.
 */
export function checkCatalogueTexts(given: CatalogueTexts, builtIn: CatalogueTexts): CatalogueFault[] {
  const known = placeholdersOf(builtIn)
  return catalogueLocales.flatMap((locale) => {
    const faults = catalogueParts.flatMap((part) =>
      faultsOf(part, given[locale][part], known).map((fault) => ({ locale, part, ...fault })),
    )
    if (faults.length > 0) return faults
    const { explanation, script } = given[locale]
    const named = new Set(usesIn(explanation + script).map(({ name }) => name))
    const needed = new Set(usesIn(builtIn[locale].explanation).map(({ name }) => name))
    const missing = [...needed].filter((name) => !named.has(name))
    return missing.map((name) => ({ locale, part: 'explanation', fault: 'missing_placeholder', name }) as const)
  })
}

type Fault = Pick<CatalogueFault, 'fault' | 'name'>

function faultsOf(part: CataloguePart, text: string, known: Map<string, readonly string[] | null>): Fault[] {
  const one = (fault: CatalogueFault['fault']): Fault[] => [{ fault, name: null }]
  if (text.trim() === '') return one('empty')
  if (text.length > partLengthMax[part]) return one('too_long')
  // A plain apostrophe and an angle bracket mean something else to whatever puts the facts in.
  if (/['<>#\p{Cc}]/u.test(text)) return one('forbidden_sign')
  const uses = parseCatalogueText(text)
  if (uses === null) return one('malformed')
  if (part === 'title' && uses.length > 0) return one('placeholder_in_title')
  if (part === 'script' && countSentences(text) > SCRIPT_SENTENCES_MAX) return one('too_many_sentences')
  return uses.flatMap((use, index) => faultOfUse(use, uses.slice(0, index), known))
}

function faultOfUse(
  { name, forms }: PlaceholderUse,
  before: readonly PlaceholderUse[],
  known: Map<string, readonly string[] | null>,
): Fault[] {
  const wanted = known.get(name)
  if (wanted === undefined) return [{ fault: 'unknown_placeholder', name }]
  // Within its own forms the bare value is what is shown; outside it would be a word of the code.
  const isInOwnForm = forms === null && before.some((each) => each.name === name && each.forms !== null)
  const fits = isInOwnForm || JSON.stringify([...(forms ?? [])].sort()) === JSON.stringify([...(wanted ?? [])].sort())
  return fits ? [] : [{ fault: 'wrong_forms', name }]
}

function countSentences(text: string): number {
  return text.split(/[.؟?!](?:\s|$)/).filter((sentence) => sentence.trim() !== '').length
}

function usesIn(text: string): PlaceholderUse[] {
  return parseCatalogueText(text) ?? []
}
