import { type FindKind, mobilePattern, namePatterns, type Probe, startingWith } from '#server/customers/find-query.ts'
import { at, type Sql } from '#server/database.ts'

type Statement = { text: string; values: unknown[] }

const statements: Record<FindKind, (value: string) => Statement> = {
  national_id: (value) => one('SELECT id FROM customer WHERE national_id = $1', value),
  customer_number: (value) => one('SELECT id FROM customer WHERE customer_number = $1', value),
  mobile: (value) => one('SELECT id FROM customer WHERE mobile = $1', value),
  mobile_part: (value) => one('SELECT id FROM customer WHERE mobile LIKE $1', mobilePattern(value)),
  card_last4: (value) => one('SELECT customer_id AS id FROM card WHERE last4 = $1', value),
  payment: (value) =>
    one(
      `SELECT customer_id AS id FROM otp_request WHERE reference_number = $1 AND customer_id IS NOT NULL
       UNION SELECT customer_id FROM otp_request WHERE payment_reference = $1 AND customer_id IS NOT NULL
       UNION SELECT customer_id FROM verification WHERE payment_reference = $1 AND customer_id IS NOT NULL`,
      value,
    ),
  record_id: (value) =>
    one(
      `SELECT customer_id AS id FROM activation_token WHERE id = $1
       UNION SELECT e.customer_id FROM activation a JOIN enrollment e ON e.id = a.enrollment_id WHERE a.device_id = $1
       UNION SELECT k.id FROM device d JOIN customer k ON k.mobile = d.mobile WHERE d.id = $1`,
      value,
    ),
  name: (value) => byName(namePatterns(value)),
  name_joined: (value) => byJoinedName(namePatterns(value)),
  name_start: (value) => one('SELECT id FROM customer WHERE name_search LIKE $1', startingWith(value)),
}

function one(text: string, value: string): Statement {
  return { text, values: [value] }
}

type Patterns = ReturnType<typeof namePatterns>

/** The trigrams stand over the name without its spaces; what it finds is looked through as it was typed. */
function byName({ typed, joined }: Patterns): Statement {
  const text = `SELECT id FROM customer WHERE replace(name_search, ' ', '') LIKE $1 AND name_search LIKE $2`
  return { text, values: [joined, typed] }
}

function byJoinedName({ joined, words }: Patterns): Statement {
  const each = words.map((_, index) => `replace(name_search, ' ', '') LIKE $${index + 2}`)
  const anyOrder = words.length > 1 ? ` OR (${each.join(' AND ')})` : ''
  return {
    text: `SELECT id FROM customer WHERE replace(name_search, ' ', '') LIKE $1${anyOrder}`,
    values: anyOrder ? [joined, ...words] : [joined],
  }
}

/** Ids of customers that a probe finds, without order: ordering a common name costs far more than finding it. */
export async function findCustomerIds(sql: Sql, { kind, value }: Probe, limit: number): Promise<string[]> {
  const { text, values } = statements[kind](value)
  const { rows } = await sql.query<{ id: string }>(
    `SELECT DISTINCT id FROM (SELECT id FROM (${text}) found LIMIT ${limit * 4}) several LIMIT ${limit}`,
    values,
  )
  return rows.map(({ id }) => id)
}

export type FoundRow = {
  id: string
  name: string
  customerNumber: string
  nationalId: string
  mobile: string | null
  branchId: string
  branchName: string
  cards: string[]
  lock: 'held' | 'all' | 'app' | 'suspended' | null
  lastUseAtMs: number | null
}

/** What a list shows of each customer, with the worst that closes one of their cards and their last accepted code. */
export async function readFoundCustomers(sql: Sql, ids: readonly string[], nowMs: number): Promise<FoundRow[]> {
  const { rows } = await sql.query<FoundRow>(
    `SELECT k.id, k.name, k.customer_number AS "customerNumber", k.national_id AS "nationalId", k.mobile,
       k.branch_id AS "branchId", b.name AS "branchName",
       ARRAY(SELECT c.last4 FROM card c WHERE c.customer_id = k.id ORDER BY c.created_at, c.id) AS cards,
       (SELECT CASE
          WHEN bool_or(g.held_since IS NOT NULL) THEN 'held' WHEN bool_or(g.all_closed_until > $2) THEN 'all'
          WHEN bool_or(g.app_closed_until > $2) THEN 'app' WHEN bool_or(g.suspended_at IS NOT NULL) THEN 'suspended' END
        FROM card c JOIN guard g ON g.card_id = c.id WHERE c.customer_id = k.id) AS lock,
       (SELECT v.at FROM verification v WHERE v.customer_id = k.id AND v.outcome = 'accepted'
        ORDER BY v.at DESC LIMIT 1) AS "lastUseAtMs"
     FROM customer k JOIN branch b ON b.id = k.branch_id WHERE k.id = ANY($1::uuid[])
     ORDER BY k.name COLLATE "fa-x-icu", k.customer_number`,
    [ids, at(nowMs)],
  )
  return rows
}
