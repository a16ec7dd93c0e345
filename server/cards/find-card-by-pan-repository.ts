import type { Sql } from '#server/database.ts'
import { type ChannelKeys, panFingerprint } from '#server/keys.ts'
import type { Pan } from '#server/pan.ts'

/** A card with what its customer's record says of whether and where to reach them. `mobile` is E.164. */
export type CardOfPan = {
  cardId: string
  customerId: string
  bin: string
  last4: string
  cardStatus: 'active' | 'blocked'
  expiresAtMs: number
  mobile: string | null
  smsMember: boolean
  coolingOffUntilMs: number | null
}

/** Null: the bank has no such card. The PAN itself never reaches the database, only its keyed fingerprint. */
export async function findCardByPan(sql: Sql, keys: ChannelKeys, pan: Pan): Promise<CardOfPan | null> {
  const { rows } = await sql.query<CardOfPan>({
    name: 'find_card_by_pan',
    text: `SELECT c.id AS "cardId", c.customer_id AS "customerId", c.bin, c.last4, c.status AS "cardStatus", c.expires_at AS "expiresAtMs",
             k.mobile, k.sms_member AS "smsMember", k.cooling_off_until AS "coolingOffUntilMs"
           FROM card_fingerprint f JOIN card c ON c.id = f.card_id JOIN customer k ON k.id = c.customer_id
           WHERE f.fingerprint = $1`,
    values: [panFingerprint(keys, pan.reveal())],
  })
  return rows[0] ?? null
}
