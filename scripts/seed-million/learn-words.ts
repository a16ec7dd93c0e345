import type pg from 'pg'

/** What triggers and the worker would have gathered from the rows meanwhile, the names of shops of the last two months. */
export async function learnWords(client: pg.Client, nowMs: number): Promise<void> {
  await client.query(
    `INSERT INTO name_word
     SELECT DISTINCT word FROM customer, unnest(string_to_array(name_search, ' ')) AS word WHERE length(word) >= 3 ORDER BY 1
     ON CONFLICT DO NOTHING`,
  )
  for (let until = 0; until < nowMs; ) {
    const { rows } = await client.query<{ until: Date }>('SELECT learn_payees($1) AS until', [new Date(nowMs)])
    const learned = rows[0]?.until.getTime() ?? nowMs
    if (learned === until) break
    until = learned
  }
}
