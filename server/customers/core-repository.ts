import { at, atOrNull, type Transaction } from '#server/database.ts'

/** `coolingOffUntilMs`, also one long past, stays of every change of the number. */
export type KnownCustomer = { id: string; mobile: string | null; smsMember: boolean; coolingOffUntilMs: number | null }
export type KnownCard = { id: string; customerId: string; status: 'active' | 'blocked'; expiresAtMs: number }

export async function findBranchId(tx: Transaction, code: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM branch WHERE code = $1', [code])
  return rows[0]?.id ?? null
}

/** One feed at a time, whichever process takes it. */
export async function takeFeedTurn(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('customer changes', 0))`)
}

const knownColumns = 'id, mobile, sms_member AS "smsMember", cooling_off_until AS "coolingOffUntilMs"'

export async function findCustomerByNumber(tx: Transaction, customerNumber: string): Promise<KnownCustomer | null> {
  const { rows } = await tx.query<KnownCustomer>(`SELECT ${knownColumns} FROM customer WHERE customer_number = $1`, [
    customerNumber,
  ])
  return rows[0] ?? null
}

export async function lockCustomer(tx: Transaction, customerId: string): Promise<KnownCustomer | null> {
  const { rows } = await tx.query<KnownCustomer>(`SELECT ${knownColumns} FROM customer WHERE id = $1 FOR UPDATE`, [
    customerId,
  ])
  return rows[0] ?? null
}

export async function findNationalIdOwner(tx: Transaction, nationalId: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM customer WHERE national_id = $1', [nationalId])
  return rows[0]?.id ?? null
}

export async function findCardByFingerprint(tx: Transaction, fingerprint: Buffer): Promise<KnownCard | null> {
  const { rows } = await tx.query<KnownCard>(
    `SELECT c.id, c.customer_id AS "customerId", c.status, c.expires_at AS "expiresAtMs"
     FROM card_fingerprint f JOIN card c ON c.id = f.card_id WHERE f.fingerprint = $1`,
    [fingerprint],
  )
  return rows[0] ?? null
}

export type CustomerRow = {
  id: string
  customerNumber: string
  nationalId: string
  name: string
  nameSearch: string
  mobile: string | null
  smsMember: boolean
  branchId: string
  nowMs: number
}

/** `coolingOffUntilMs` null leaves a cooling-off as it is. */
export async function upsertCustomer(
  tx: Transaction,
  row: CustomerRow,
  coolingOffUntilMs: number | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO customer (id, customer_number, national_id, name, name_search, mobile, sms_member, branch_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (customer_number) DO UPDATE SET national_id = EXCLUDED.national_id, name = EXCLUDED.name,
       name_search = EXCLUDED.name_search, mobile = EXCLUDED.mobile, sms_member = EXCLUDED.sms_member,
       branch_id = EXCLUDED.branch_id, cooling_off_until = coalesce($10, customer.cooling_off_until)`,
    [
      row.id,
      row.customerNumber,
      row.nationalId,
      row.name,
      row.nameSearch,
      row.mobile,
      row.smsMember,
      row.branchId,
      at(row.nowMs),
      atOrNull(coolingOffUntilMs),
    ],
  )
}

export type NewCard = {
  id: string
  customerId: string
  bin: string
  last4: string
  status: 'active' | 'blocked'
  expiresAtMs: number
  fingerprint: Buffer
  nowMs: number
}

/** A card with its fingerprint; the caller makes both guards in the same transaction. */
export async function insertCard(tx: Transaction, card: NewCard): Promise<void> {
  await tx.query(
    `INSERT INTO card (id, customer_id, bin, last4, status, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [card.id, card.customerId, card.bin, card.last4, card.status, at(card.expiresAtMs), at(card.nowMs)],
  )
  await tx.query('INSERT INTO card_fingerprint (fingerprint, card_id) VALUES ($1, $2)', [card.fingerprint, card.id])
}

export async function updateCard(
  tx: Transaction,
  cardId: string,
  status: 'active' | 'blocked',
  expiresAtMs: number,
): Promise<void> {
  await tx.query('UPDATE card SET status = $2, expires_at = $3 WHERE id = $1', [cardId, status, at(expiresAtMs)])
}
