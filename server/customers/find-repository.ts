import { isUuidv7, uuidv7AtMs } from '#domain/text/uuidv7.ts'
import { containing, endingWith, namePatterns, type Probe } from '#server/customers/find-query.ts'
import { at, type Sql } from '#server/database.ts'

/** `name`: planned once for a connection, where planning so many months costs more than finding. */
type Statement = { text: string; values: unknown[]; name?: string }
type Branch = string | null

const PLACES_MAX = 21
/** A common part of a name is never ordered whole: so many of those that have it are taken as they come, then ordered. */
const LOOKED_AT_MAX = 500
/** Beyond every letter, where names stand in the order of their bytes. */
const LAST_LETTER = '\u{10ffff}'
const joinedName = `replace(name_search, ' ', '')`

const statements: Record<Probe['by'], (value: string, branchId: Branch) => Statement[]> = {
  national_id: (value) => one('SELECT id FROM customer WHERE national_id = $1', value),
  customer_number: (value) => one('SELECT id FROM customer WHERE customer_number = $1', value),
  mobile: (value) => one('SELECT id FROM customer WHERE mobile = $1', value),
  mobile_start: (value) => [
    {
      text: `SELECT id FROM customer WHERE mobile >= $1 AND mobile < $2 ORDER BY mobile`,
      values: [value, nextOf(value)],
    },
  ],
  mobile_end: (value) => one('SELECT id FROM customer WHERE mobile LIKE $1', endingWith(value)),
  mobile_part: (value) => one('SELECT id FROM customer WHERE mobile LIKE $1', containing(value)),
  card_last4: (value, branchId) => [
    {
      text: `SELECT c.customer_id AS id FROM card c JOIN customer k ON k.id = c.customer_id WHERE c.last4 = $1
       ORDER BY k.branch_id IS DISTINCT FROM $2::uuid, c.customer_id`,
      values: [value, branchId],
    },
  ],
  payment: (value) =>
    named(
      'find-payment-reference',
      `SELECT customer_id AS id FROM otp_request WHERE reference_number = $1 AND customer_id IS NOT NULL
       UNION SELECT customer_id FROM otp_request WHERE payment_reference = $1 AND customer_id IS NOT NULL
       UNION SELECT customer_id FROM verification WHERE payment_reference = $1 AND customer_id IS NOT NULL`,
      value,
    ),
  record_id: byRecord,
  name_exact: (value, branchId) => {
    const all = { text: 'SELECT id FROM customer WHERE name_search = $1', values: [value] }
    const own = { text: `${all.text} AND branch_id = $2`, values: [value, branchId] }
    return branchId === null ? [all] : [own, all]
  },
  name_start: (value, branchId) => {
    const from = `name_search ~>=~ $1 AND name_search ~<~ $2`
    const order = 'ORDER BY name_search USING ~<~, id'
    const ends = [value, value + LAST_LETTER]
    const all = { text: `SELECT id FROM customer WHERE ${from} ${order}`, values: ends }
    const own = {
      text: `SELECT id FROM customer WHERE branch_id = $3 AND ${from} ${order}`,
      values: [...ends, branchId],
    }
    return branchId === null ? [all] : [own, all]
  },
  name_part: (value, branchId) => {
    const { typed, parts } = namePatterns(value)
    const has = parts.map((_, index) => `${joinedName} LIKE $${index + 3}`).join(' AND ')
    return [
      {
        text: `SELECT id FROM (
           SELECT id, branch_id, name_search FROM customer WHERE ${has} LIMIT ${LOOKED_AT_MAX}
         ) several ORDER BY name_search NOT LIKE $1, branch_id IS DISTINCT FROM $2::uuid, id`,
        values: [typed, branchId, ...parts],
      },
    ]
  },
}

function named(name: string, text: string, value: string): Statement[] {
  return [{ name, text, values: [value] }]
}

function one(text: string, value: string): Statement[] {
  return [{ text, values: [value] }]
}

/** `+98912` → `+98913`: the first text that no longer begins so. */
function nextOf(digits: string): string {
  return digits.slice(0, -1) + String.fromCharCode(digits.charCodeAt(digits.length - 1) + 1)
}

function byRecord(id: string): Statement[] {
  const owned = one(
    `SELECT customer_id AS id FROM activation_token WHERE id = $1
     UNION SELECT e.customer_id FROM activation a JOIN enrollment e ON e.id = a.enrollment_id WHERE a.device_id = $1
     UNION SELECT k.id FROM device d JOIN customer k ON k.mobile = d.mobile WHERE d.id = $1`,
    id,
  )
  if (!isUuidv7(id)) return owned
  const text = `SELECT customer_id AS id FROM verification WHERE at = $2 AND id = $1 AND customer_id IS NOT NULL
     UNION SELECT customer_id FROM otp_request WHERE at = $2 AND id = $1 AND customer_id IS NOT NULL`
  return [...owned, { text, values: [id, at(uuidv7AtMs(id))] }]
}

/** Ids of at most 21 customers that a probe finds, those of the operator's own branch first. */
export async function findCustomerIds(sql: Sql, { by, value }: Probe, branchId: Branch): Promise<string[]> {
  const ids = new Set<string>()
  for (const { text, ...rest } of statements[by](value, branchId)) {
    if (ids.size >= PLACES_MAX) break
    // One customer may come several times, by each of their cards or payments.
    const { rows } = await sql.query<{ id: string }>({ ...rest, text: `${text} LIMIT ${PLACES_MAX * 2}` })
    for (const { id } of rows) ids.add(id)
  }
  return [...ids].slice(0, PLACES_MAX)
}

/** Customers of a card's last four digits whose name has each of the words. */
export async function findByNameAndCard(sql: Sql, words: readonly string[], last4: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT DISTINCT k.id FROM card c JOIN customer k ON k.id = c.customer_id
     WHERE c.last4 = $1 AND ${joinedName} LIKE ALL ($2) LIMIT ${PLACES_MAX}`,
    [last4, words.map(containing)],
  )
  return rows.map(({ id }) => id)
}

/** Those of the words that stand in anybody's name. */
export async function findNameWords(sql: Sql, words: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ word: string }>('SELECT word FROM name_word WHERE word = ANY ($1)', [words])
  return rows.map(({ word }) => word)
}

/** Customers whose name has one of the spellings of each typed word. */
export async function findBySpellings(sql: Sql, wordsSpelled: readonly (readonly string[])[]): Promise<string[]> {
  const each = wordsSpelled.map((_, index) => `${joinedName} LIKE ANY ($${index + 1})`)
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM customer WHERE ${each.join(' AND ')} LIMIT ${PLACES_MAX}`,
    wordsSpelled.map((spellings) => spellings.map(containing)),
  )
  return rows.map(({ id }) => id)
}
