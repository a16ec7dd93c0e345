import type { RememberedAmount } from '#domain/read-remembered-payment.ts'
import { at, type Sql } from '#server/database.ts'

export type PaymentWish = {
  fromMs: number
  toMs: number
  centresMs: readonly number[]
  amounts: readonly RememberedAmount[]
  merchantIds: readonly string[]
  last4: string | null
}
export type PaymentRow = {
  kind: 'verification' | 'otp_request'
  id: string
  atMs: number
  amountRials: number | null
  payeeName: string | null
  merchantId: string | null
  state: string
  customerId: string
  last4: string | null
  otpRequestId: string | null
}

/** How many of each table are looked at closer; the nearest of them are shown. */
export const CANDIDATES_MAX = 60

const tables = {
  verification: { name: 'verification', state: 't.outcome', otpRequestId: 't.otp_request_id' },
  otp_request: { name: 'otp_request', state: 't.state', otpRequestId: 't.id' },
} as const

/** Payments that fit everything wished, those of the exact amount and nearest in time first. Newest first without a time. */
export async function findPayments(sql: Sql, wish: PaymentWish): Promise<PaymentRow[]> {
  const values: unknown[] = []
  const place = (value: unknown): string => `$${values.push(value)}`
  const wanted = placeWish(wish, place)
  const parts = (Object.keys(tables) as (keyof typeof tables)[]).map((kind) => `(${select(kind, wanted)})`)
  const { rows } = await sql.query<PaymentRow>(
    `SELECT p.kind, p.id, p.at AS "atMs", p.amount AS "amountRials", p.payee_name AS "payeeName",
       p.merchant_id AS "merchantId", p.state, p.customer_id AS "customerId", c.last4, p.otp_request_id AS "otpRequestId"
     FROM (${parts.join(' UNION ALL ')}) p LEFT JOIN card c ON c.id = p.card_id`,
    values,
  )
  return rows
}

type Wanted = {
  within: string
  conditions: string[]
  exact: string | null
  distance: string | null
  difference: string | null
  merchants: string | null
}

function placeWish(wish: PaymentWish, place: (value: unknown) => string): Wanted {
  const within = `t.at >= ${place(at(wish.fromMs))} AND t.at < ${place(at(wish.toMs))} AND t.customer_id IS NOT NULL`
  const ranges = wish.amounts.map(
    ({ fromRials, toRials }) => `t.amount BETWEEN ${place(fromRials)} AND ${place(toRials)}`,
  )
  const exact = wish.amounts.map(({ exactRials }) => `t.amount = ${place(exactRials)}`)
  const centres = wish.centresMs.map((ms) => `abs(extract(epoch FROM t.at - ${place(at(ms))}::timestamptz))`)
  const differences =
    centres.length > 0 ? [] : wish.amounts.map(({ exactRials }) => `abs(t.amount - ${place(exactRials)})`)
  const conditions: string[] = []
  if (ranges.length > 0) conditions.push(`(${ranges.join(' OR ')})`)
  if (wish.last4 !== null) {
    const last4 = place(wish.last4)
    conditions.push(
      `t.customer_id = ANY (ARRAY(SELECT customer_id FROM card WHERE last4 = ${last4}))`,
      `t.card_id = ANY (ARRAY(SELECT id FROM card WHERE last4 = ${last4}))`,
    )
  }
  return {
    within,
    conditions,
    exact: exact.length > 0 ? `(${exact.join(' OR ')})` : null,
    distance: centres.length > 0 ? `least(${centres.join(', ')})` : null,
    difference: differences.length > 0 ? `least(${differences.join(', ')})` : null,
    merchants: wish.merchantIds.length > 0 ? place(wish.merchantIds) : null,
  }
}

/**
 * Each shop's newest come straight off the index that they stand in by time. In every other case the rows that fit are
 * few and are sorted by an expression, which keeps the planner from walking the whole log backwards for them.
 */
function select(kind: keyof typeof tables, wanted: Wanted): string {
  const { within, conditions, exact, distance, difference, merchants } = wanted
  const { name, state, otpRequestId } = tables[kind]
  const columns = `'${kind}' AS kind, t.id, t.at, t.amount, t.payee_name, t.merchant_id, ${state} AS state, t.customer_id,
    t.card_id, ${otpRequestId} AS otp_request_id`
  if (merchants && conditions.length === 0 && !distance)
    return `SELECT ${columns} FROM unnest(${merchants}::text[]) AS shop (id) CROSS JOIN LATERAL (
        SELECT * FROM ${name} t WHERE t.merchant_id = shop.id AND ${within} ORDER BY t.at DESC LIMIT ${CANDIDATES_MAX}
      ) t ORDER BY t.at DESC LIMIT ${CANDIDATES_MAX}`
  const all = [within, ...conditions, ...(merchants ? [`t.merchant_id = ANY (${merchants}::text[])`] : [])]
  const nearest = distance ?? difference
  const order = [
    ...(exact ? [`${exact} DESC`] : []),
    ...(nearest ? [nearest] : []),
    '-extract(epoch FROM t.at)',
    't.id',
  ]
  return `SELECT ${columns} FROM ${name} t WHERE ${all.join(' AND ')} ORDER BY ${order.join(', ')} LIMIT ${CANDIDATES_MAX}`
}
