import type { PinKind } from '#domain/verification/verification-types.ts'
import type { Sql, Transaction } from '#server/database.ts'

export type BoundEnrollment = {
  enrollmentId: string
  cardId: string
  customerId: string
  pinKind: PinKind
  last4: string
  /** Null: no installation's code is in use for it. */
  activationId: string | null
  lastTimeStep: number | null
  keyId: string | null
  sealed: Buffer | null
  digits: number | null
}

/** An enrollment with the binding whose codes are in use. */
export async function findBoundEnrollment(sql: Sql, enrollmentId: string): Promise<BoundEnrollment | null> {
  const { rows } = await sql.query<BoundEnrollment>({
    name: 'find_bound_enrollment',
    text: `SELECT e.id AS "enrollmentId", e.card_id AS "cardId", e.customer_id AS "customerId", e.pin_kind AS "pinKind",
             c.last4, a.id AS "activationId", a.last_time_step AS "lastTimeStep", s.key_id AS "keyId", s.sealed, s.digits
           FROM enrollment e JOIN card c ON c.id = e.card_id
             LEFT JOIN activation a ON a.enrollment_id = e.id AND a.status = 'active'
             LEFT JOIN enrollment_secret s ON s.activation_id = a.id
           WHERE e.id = $1`,
    values: [enrollmentId],
  })
  return rows[0] ?? null
}

export type Drift = { activationId: string; driftSteps: number; driftRun: number; lastTimeStep: number }

/** Moves the guard too: a verification that read the counters before decides again. */
export async function setDrift(
  tx: Transaction,
  { cardId, pinKind }: Pick<BoundEnrollment, 'cardId' | 'pinKind'>,
  { activationId, driftSteps, driftRun, lastTimeStep }: Drift,
): Promise<void> {
  await tx.query('UPDATE guard SET version = version + 1 WHERE card_id = $1 AND pin_kind = $2', [cardId, pinKind])
  const { rowCount } = await tx.query(
    `UPDATE activation SET drift_steps = $2, drift_run = $3, last_time_step = $4
     WHERE id = $1 AND status = 'active' AND (last_time_step IS NULL OR last_time_step < $4)`,
    [activationId, driftSteps, driftRun, lastTimeStep],
  )
  if (rowCount !== 1) throw new Error('A binding changed while its guard was held')
}
