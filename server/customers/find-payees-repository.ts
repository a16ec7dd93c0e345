import { containing } from '#server/customers/find-query.ts'
import { type Pool, type Sql, withTransaction } from '#server/database.ts'

export type Payees = { merchantIds: string[]; match: 'all' | 'some' | 'near' | 'none' }

const SHOPS_MAX = 200
const NEAR_MAX = 20
/** One letter wrong in ten leaves about half of a word's trigrams. */
const NEAR_SIMILARITY = 0.5
const SOME_LETTERS_MIN = 3

/**
 * The shops that words mean: those whose name has all of them, else most of them, else one spelled nearly so. Words come
 * as of a search key.
 */
export async function findPayees(pool: Pool, words: readonly string[]): Promise<Payees> {
  const all = await findByWords(pool, words.map(containing), words.length)
  if (all.length > 0) return { merchantIds: all, match: 'all' }
  const long = words.filter((word) => word.length >= SOME_LETTERS_MIN)
  const some = long.length > 0 && words.length > 1 ? await findByWords(pool, long.map(containing), 1) : []
  if (some.length > 0) return { merchantIds: some, match: 'some' }
  const near = await findSpelledNearly(pool, words.join(''))
  return { merchantIds: near, match: near.length > 0 ? 'near' : 'none' }
}

async function findSpelledNearly(pool: Pool, joined: string): Promise<string[]> {
  return await withTransaction(pool, async (tx) => {
    await tx.query(`SELECT set_config('pg_trgm.word_similarity_threshold', '${NEAR_SIMILARITY}', true)`)
    const { rows } = await tx.query<{ id: string }>(
      `SELECT merchant_id AS id FROM payee WHERE $1 <% search
       GROUP BY merchant_id ORDER BY max(word_similarity($1, search)) DESC, merchant_id LIMIT ${NEAR_MAX}`,
      [joined],
    )
    return rows.map(({ id }) => id)
  })
}

/** Shops with at least `least` of the patterns in their name: only those that have the most. */
async function findByWords(sql: Sql, patterns: readonly string[], least: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM (
       SELECT merchant_id AS id, rank() OVER (ORDER BY max(hits) DESC) AS place FROM (
         SELECT merchant_id, (SELECT count(*) FROM unnest($1::text[]) AS pattern WHERE search LIKE pattern) AS hits
         FROM payee WHERE ${least === 1 ? 'search LIKE ANY ($1)' : 'search LIKE ALL ($1)'}
       ) named GROUP BY merchant_id
     ) ranked WHERE place = 1 ORDER BY id LIMIT ${SHOPS_MAX}`,
    [patterns],
  )
  return rows.map(({ id }) => id)
}
