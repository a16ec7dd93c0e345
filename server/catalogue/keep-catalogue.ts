import type { CatalogueTexts } from '#domain/reason/check-catalogue-texts.ts'
import { countVersions, listTextsInForce } from '#server/catalogue/catalogue-repository.ts'
import type { Sql } from '#server/database.ts'

/** The edited texts in force, by reason; a reason that is not among them is explained by the built-in ones. */
export type EditedTexts = Readonly<Record<string, CatalogueTexts>>
export type KeptCatalogue = { read: (nowMs: number) => Promise<EditedTexts> }

const FRESH_MS = 1_000

/**
 * The catalogue as one process keeps it: at most one small question a second whether there is a newer version, however many
 * reasons its pages explain. An edit is seen at most a second after it was approved.
 */
export function keepCatalogue(sql: Sql): KeptCatalogue {
  let kept: { count: number; texts: EditedTexts } | null = null
  let checked: { atMs: number; texts: Promise<EditedTexts> } | null = null

  async function refresh(): Promise<EditedTexts> {
    const count = await countVersions(sql)
    if (kept?.count === count) return kept.texts
    const rows = await listTextsInForce(sql)
    kept = { count, texts: Object.fromEntries(rows.map(({ reason, texts }) => [reason, texts])) }
    return kept.texts
  }

  return {
    read: (nowMs) => {
      if (checked !== null && Math.abs(nowMs - checked.atMs) < FRESH_MS) return checked.texts
      const asked = { atMs: nowMs, texts: refresh() }
      checked = asked
      asked.texts.catch(() => {
        if (checked === asked) checked = null
      })
      return asked.texts
    },
  }
}
