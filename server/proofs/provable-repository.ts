import type { PinKind } from '#domain/verification/verification-types.ts'
import type { Sql, Transaction } from '#server/database.ts'

export type Provable = { mobile: string | null; coolingOffUntilMs: number | null; hasAppInUse: boolean }

// A suspended card's app may be in the very hand that it was suspended for.
const IN_USE = `a.status = 'active' AND d.status = 'active' AND e.status = 'active'`

export async function findProvable(sql: Sql, customerId: string): Promise<Provable | null> {
  const { rows } = await sql.query<Provable>({
    name: 'find_provable_customer',
    text: `SELECT k.mobile, k.cooling_off_until AS "coolingOffUntilMs", EXISTS (
             SELECT FROM enrollment e JOIN activation a ON a.enrollment_id = e.id JOIN device d ON d.id = a.device_id
             WHERE e.customer_id = k.id AND ${IN_USE}) AS "hasAppInUse"
           FROM customer k WHERE k.id = $1`,
    values: [customerId],
  })
  return rows[0] ?? null
}

export type ProvingApp = {
  activationId: string
  cardId: string
  pinKind: PinKind
  last4: string
  lastTimeStep: number | null
  driftSteps: number
  keyId: string
  sealed: Buffer
  digits: number
}

/** The apps whose codes prove the customer; read while the guards of the customer's cards are held. */
export async function listProvingApps(tx: Transaction, customerId: string): Promise<ProvingApp[]> {
  const { rows } = await tx.query<ProvingApp>({
    name: 'list_proving_apps',
    text: `SELECT a.id AS "activationId", e.card_id AS "cardId", e.pin_kind AS "pinKind", c.last4,
             a.last_time_step AS "lastTimeStep", a.drift_steps AS "driftSteps", s.key_id AS "keyId", s.sealed, s.digits
           FROM enrollment e JOIN card c ON c.id = e.card_id JOIN activation a ON a.enrollment_id = e.id
             JOIN device d ON d.id = a.device_id JOIN enrollment_secret s ON s.activation_id = a.id
           WHERE e.customer_id = $1 AND ${IN_USE} ORDER BY a.confirmed_at DESC`,
    values: [customerId],
  })
  return rows
}

export async function listCardsOfCustomer(sql: Sql, customerId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>({
    name: 'list_cards_of_customer',
    text: 'SELECT id FROM card WHERE customer_id = $1',
    values: [customerId],
  })
  return rows.map(({ id }) => id)
}

/** Uses up the step that a code was of, as a payment would; the guard moves, so that one under way decides again. */
export async function consumeStep(
  tx: Transaction,
  { activationId, cardId, pinKind }: ProvingApp,
  timeStep: number,
): Promise<void> {
  await tx.query({
    name: 'move_guard_of_proof',
    text: 'UPDATE guard SET version = version + 1 WHERE card_id = $1 AND pin_kind = $2',
    values: [cardId, pinKind],
  })
  const { rowCount } = await tx.query({
    name: 'use_up_step_of_proof',
    text: `UPDATE activation SET last_time_step = $2
           WHERE id = $1 AND status = 'active' AND (last_time_step IS NULL OR last_time_step < $2)`,
    values: [activationId, timeStep],
  })
  if (rowCount !== 1) throw new Error('A binding changed while its guard was held')
}
