import {
  type CatalogueLocale,
  type CataloguePart,
  type CatalogueTexts,
  catalogueLocales,
  catalogueParts,
} from '#domain/reason/check-catalogue-texts.ts'

export type TextDifference = { locale: CatalogueLocale; part: CataloguePart; from: string; to: string }

/** The texts that are worded otherwise, each beside what it was. */
export function listTextDifferences(before: CatalogueTexts, after: CatalogueTexts): TextDifference[] {
  return catalogueLocales.flatMap((locale) =>
    catalogueParts.flatMap((part) => {
      const [from, to] = [before[locale][part], after[locale][part]]
      return from === to ? [] : [{ locale, part, from, to }]
    }),
  )
}
