import type {
  AppBindingPatch,
  BindingEndedReason,
  EnrollmentStatus,
  PinKind,
} from '#domain/verification/verification-types.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'

export type NewActivation = {
  id: string
  enrollmentId: string
  cardId: string
  deviceId: string
  activationTokenId: string
  nowMs: number
  digits: number
  secret: { keyId: string; sealed: Buffer }
}

export async function insertActivation(tx: Transaction, { secret, ...row }: NewActivation): Promise<void> {
  await tx.query({
    name: 'insert_activation',
    text: `INSERT INTO activation (id, enrollment_id, card_id, device_id, activation_token_id, status, created_at)
           VALUES ($1, $2, $3, $4, $5, 'unconfirmed', $6)`,
    values: [row.id, row.enrollmentId, row.cardId, row.deviceId, row.activationTokenId, at(row.nowMs)],
  })
  await tx.query({
    name: 'insert_enrollment_secret',
    text: 'INSERT INTO enrollment_secret (activation_id, key_id, sealed, digits) VALUES ($1, $2, $3, $4)',
    values: [row.id, secret.keyId, secret.sealed, row.digits],
  })
}

export type ActivationRow = {
  id: string
  enrollmentId: string
  cardId: string
  customerId: string
  activationTokenId: string
  status: 'unconfirmed' | 'active' | 'ended'
  endedReason: BindingEndedReason | null
  failedAttempts: number
  createdAtMs: number
  confirmedAtMs: number | null
  keyId: string
  sealed: Buffer
  digits: number
  pinKind: PinKind
  enrollmentStatus: EnrollmentStatus
  last4: string
  mobile: string | null
}

type ActivationOfDevice = { activationId: string; deviceId: string }

export async function findActivation(
  sql: Sql,
  { activationId, deviceId }: ActivationOfDevice,
): Promise<ActivationRow | null> {
  const { rows } = await sql.query<ActivationRow>({
    name: 'find_activation_of_device',
    text: `SELECT a.id, a.enrollment_id AS "enrollmentId", a.card_id AS "cardId", e.customer_id AS "customerId",
             a.activation_token_id AS "activationTokenId", a.status, a.ended_reason AS "endedReason",
             a.failed_attempts AS "failedAttempts", a.created_at AS "createdAtMs", a.confirmed_at AS "confirmedAtMs",
             s.key_id AS "keyId", s.sealed, s.digits, e.pin_kind AS "pinKind", e.status AS "enrollmentStatus", c.last4, k.mobile
           FROM activation a JOIN enrollment_secret s ON s.activation_id = a.id JOIN enrollment e ON e.id = a.enrollment_id
             JOIN card c ON c.id = a.card_id JOIN customer k ON k.id = e.customer_id
           WHERE a.id = $1 AND a.device_id = $2`,
    values: [activationId, deviceId],
  })
  return rows[0] ?? null
}

export type OtherActivation = { activationId: string; status: 'unconfirmed' | 'active'; createdAtMs: number }

/** The enrollment's other activations that have not ended. */
export async function listOtherActivations(
  tx: Transaction,
  { id, enrollmentId }: Pick<ActivationRow, 'id' | 'enrollmentId'>,
): Promise<OtherActivation[]> {
  const { rows } = await tx.query<OtherActivation>({
    name: 'list_other_activations',
    text: `SELECT id AS "activationId", status, created_at AS "createdAtMs" FROM activation
           WHERE enrollment_id = $1 AND id <> $2 AND status <> 'ended' ORDER BY created_at`,
    values: [enrollmentId, id],
  })
  return rows
}

type ActivationEnding = {
  activationId: string
  endedReason: 'device_replaced' | 'superseded' | 'exhausted'
  nowMs: number
}

/** Ends a binding; the token of one that was never confirmed ends in the same word. */
export async function endActivation(
  tx: Transaction,
  { activationId, endedReason, nowMs }: ActivationEnding,
): Promise<void> {
  await tx.query({
    name: 'end_activation',
    text: `UPDATE activation SET status = 'ended', ended_at = $2, ended_reason = $3 WHERE id = $1 AND status <> 'ended'`,
    values: [activationId, at(nowMs), endedReason],
  })
  if (endedReason === 'device_replaced') return
  await tx.query({
    name: 'end_token_of_activation',
    text: `UPDATE activation_token t SET status = $3, ended_at = $2 FROM activation a
           WHERE a.id = $1 AND t.id = a.activation_token_id AND t.status = 'redeemed'`,
    values: [activationId, at(nowMs), endedReason],
  })
}

export async function chargeActivation(tx: Transaction, activationId: string): Promise<void> {
  await tx.query({
    name: 'charge_activation',
    text: 'UPDATE activation SET failed_attempts = failed_attempts + 1 WHERE id = $1',
    values: [activationId],
  })
}

/** The binding counts from now on, and the code that proved it is used up. */
export async function confirmBinding(tx: Transaction, patch: AppBindingPatch, nowMs: number): Promise<void> {
  const { rowCount } = await tx.query({
    name: 'confirm_activation',
    text: `UPDATE activation SET status = 'active', confirmed_at = $2, last_time_step = $3, drift_steps = $4, drift_run = $5
           WHERE id = $1 AND status = 'unconfirmed'`,
    values: [patch.activationId, at(nowMs), patch.lastTimeStep, patch.driftSteps, patch.driftRun],
  })
  if (rowCount !== 1) throw new Error('An activation was confirmed that was not waiting for it')
  await tx.query({
    name: 'confirm_token_of_activation',
    text: `UPDATE activation_token t SET status = 'confirmed' FROM activation a
           WHERE a.id = $1 AND t.id = a.activation_token_id AND t.status = 'redeemed'`,
    values: [patch.activationId],
  })
}
