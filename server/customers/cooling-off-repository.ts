import { at, type Sql, type Transaction } from '#server/database.ts'

export type CoolingOff = { mobile: string | null; untilMs: number | null }

export async function findCoolingOff(sql: Sql, customerId: string): Promise<CoolingOff | null> {
  const { rows } = await sql.query<CoolingOff>(
    'SELECT mobile, cooling_off_until AS "untilMs" FROM customer WHERE id = $1',
    [customerId],
  )
  return rows[0] ?? null
}

/** Holds the customer's cooling-off until the transaction ends. */
export async function lockCoolingOff(tx: Transaction, customerId: string): Promise<void> {
  // A row of its own is locked for no key: the web process may update this column and no other.
  await tx.query('SELECT FROM customer WHERE id = $1 FOR NO KEY UPDATE', [customerId])
}

/** Until when it would have lasted; null: there is none any more. */
export async function endCoolingOff(
  tx: Transaction,
  { customerId, nowMs }: { customerId: string; nowMs: number },
): Promise<number | null> {
  const { rows } = await tx.query<{ untilMs: number }>(
    `UPDATE customer SET cooling_off_until = NULL WHERE id = $1 AND cooling_off_until > $2
     RETURNING OLD.cooling_off_until AS "untilMs"`,
    [customerId, at(nowMs)],
  )
  return rows[0]?.untilMs ?? null
}

const LOOKED_BACK_MS = 31 * 86_400_000
const FORMER_MAX = 5

/** The numbers that were told of a change within a month: of two changes in a row the first number is the customer's own. */
export async function listFormerMobiles(
  sql: Sql,
  { customerId, nowMs }: { customerId: string; nowMs: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ mobile: string }>(
    `SELECT mobile FROM sms_message WHERE customer_id = $1 AND at > $2 AND notice_kind = 'mobile_changed_old'
     ORDER BY at DESC, id DESC LIMIT ${FORMER_MAX}`,
    [customerId, at(nowMs - LOOKED_BACK_MS)],
  )
  return rows.map(({ mobile }) => mobile)
}
