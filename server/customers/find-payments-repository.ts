import type { RememberedAmount } from '#domain/remembered/read-remembered-payment.ts'
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
  branchId: string
  last4: string | null
  otpRequestId: string | null
}

/** How many of each table are looked at closer; the nearest of them are shown. */
const CANDIDATES_MAX = 60

const tables = {
  verification: { name: 'verification', state: 't.outcome', otpRequestId: 't.otp_request_id' },
  otp_request: { name: 'otp_request', state: 't.state', otpRequestId: 't.id' },
} as const

/** Payments that fit everything wished: the nearest in time to the hour that was meant, else the newest. */
export async function findPayments(sql: Sql, wish: PaymentWish): Promise<PaymentRow[]> {
  const values: unknown[] = []
  const wanted = placeWish(wish, (value) => `$${values.push(value)}`)
  const parts = (Object.keys(tables) as (keyof typeof tables)[]).flatMap((kind) => select(kind, wanted))
  const { rows } = await sql.query<PaymentRow>(
    `SELECT p.kind, p.id, p.at AS "atMs", p.amount AS "amountRials", p.payee_name AS "payeeName",
       p.merchant_id AS "merchantId", p.state, p.customer_id AS "customerId",
       k.branch_id AS "branchId", c.last4, p.otp_request_id AS "otpRequestId"
     FROM (${parts.map((part) => `(${part})`).join(' UNION ALL ')}) p JOIN customer k ON k.id = p.customer_id
       LEFT JOIN card c ON c.id = p.card_id`,
    values,
  )
  return rows
}

type PaymentClauses = {
  window: string
  conditions: string[]
  amounts: string[]
  order: string
  merchants: string | null
  isCardKnown: boolean
}

/**
 * Nearest to an hour is an order by an expression: the few rows of its window are sorted, and the planner cannot walk the
 * whole log for a rare amount. The newest come off an index in their order and stop at the last that is wanted.
 */
function placeWish(wish: PaymentWish, place: (value: unknown) => string): PaymentClauses {
  const window = `t.at >= ${place(at(wish.fromMs))} AND t.at < ${place(at(wish.toMs))}`
  const conditions = [window, 't.customer_id IS NOT NULL']
  const amounts = wish.amounts.map(({ fromRials, toRials }) =>
    fromRials === toRials
      ? `t.amount = ${place(fromRials)}`
      : `t.amount BETWEEN ${place(fromRials)} AND ${place(toRials)}`,
  )
  if (wish.last4 !== null) {
    const last4 = place(wish.last4)
    conditions.push(
      `t.customer_id = ANY (ARRAY(SELECT customer_id FROM card WHERE last4 = ${last4}))`,
      `t.card_id = ANY (ARRAY(SELECT id FROM card WHERE last4 = ${last4}))`,
    )
  }
  const centres = wish.centresMs.map((ms) => `abs(extract(epoch FROM t.at - ${place(at(ms))}::timestamptz))`)
  return {
    window,
    conditions,
    amounts,
    order: centres.length > 0 ? `least(${centres.join(', ')})` : 't.at DESC',
    merchants: wish.merchantIds.length > 0 ? place(wish.merchantIds) : null,
    isCardKnown: wish.last4 !== null,
  }
}

/** One statement for each reading of the amount and, within it, one walk for each shop: each has an index of its own. */
function select(kind: keyof typeof tables, wanted: PaymentClauses): string[] {
  const { window, conditions, amounts, order, merchants, isCardKnown } = wanted
  const { name, state, otpRequestId } = tables[kind]
  const columns = `'${kind}' AS kind, t.id, t.at, t.amount, t.payee_name, t.merchant_id, ${state} AS state, t.customer_id,
    t.card_id, ${otpRequestId} AS otp_request_id`
  const nearest = `ORDER BY ${order} LIMIT ${CANDIDATES_MAX}`
  return (amounts.length > 0 ? amounts : [null]).map((amount) => {
    const where = [...conditions, ...(amount ? [amount] : [])].join(' AND ')
    if (merchants === null) return `SELECT ${columns} FROM ${name} t WHERE ${where} ${nearest}`
    const ofShops = (read: string): string =>
      `unnest(${merchants}::text[]) AS shop (id) CROSS JOIN LATERAL (${read}) t ${nearest}`
    const inShop = `FROM ${name} t WHERE t.merchant_id = shop.id AND ${where}`
    if (amount === null || isCardKnown) return `SELECT ${columns} FROM ${ofShops(`SELECT * ${inShop} ${nearest}`)}`
    // A shop's payments of an amount stand together in an index: their times alone are sorted, and the nearest rows read.
    // The planner would walk the shop's newest for them, however rare the amount is there.
    return `SELECT ${columns} FROM (SELECT t.at, t.id FROM ${ofShops(`SELECT t.at, t.id ${inShop} OFFSET 0`)}) near
      CROSS JOIN LATERAL (SELECT * FROM ${name} t WHERE ${window} AND t.at = near.at AND t.id = near.id LIMIT 1) t`
  })
}
