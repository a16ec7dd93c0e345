import { nearSpellings } from '#domain/text/near-spellings.ts'
import { searchKey } from '#domain/text/text-folding.ts'
import { findBySpellings, findNameWords } from '#server/customers/find-repository.ts'
import type { Pool } from '#server/database.ts'

const WORDS_MAX = 4
const SPELLINGS_MAX = 8

/** Customers whose name is one slip a word away from what was typed; nothing where no word is a slip from a known one. */
export async function findNearNames(pool: Pool, typed: string): Promise<string[]> {
  const words = searchKey(typed)
    .split(' ')
    .filter((word) => word.length >= 3)
    .slice(0, WORDS_MAX)
  const near = words.map(nearSpellings)
  const wanted = near.flat()
  if (wanted.length === 0) return []
  const known = new Set(await findNameWords(pool, wanted))
  const spelled = words.map((word, index) => [word, ...(near[index] ?? []).filter((one) => known.has(one))])
  if (spelled.every(({ length }) => length === 1)) return []
  return await findBySpellings(
    pool,
    spelled.map((spellings) => spellings.slice(0, SPELLINGS_MAX)),
  )
}
