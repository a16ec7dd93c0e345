import type { PublicKeyJwk } from '#domain/channel-client/public-key.ts'
import type { RegistrationConfirmationFacts } from '#domain/enrollment/decide-registration-confirmation.ts'
import { addressBlockOf } from '#domain/network/address-block.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'

/** One at a time per number or address, so that what is counted cannot move before it is acted on. */
export async function takeTurn(tx: Transaction, kind: 'mobile' | 'address', key: string): Promise<void> {
  await tx.query({
    name: 'take_registration_turn',
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`registration ${kind} ${key}`],
  })
}

/** Registrations of an address, of IPv6 of its /64, since an instant: how many, and when the first of them was. */
export async function countFromAddress(
  sql: Sql,
  address: string,
  sinceMs: number,
): Promise<{ count: number; firstAtMs: number | null }> {
  const { rows } = await sql.query<{ count: number; firstAtMs: number | null }>({
    name: 'count_registrations_from_address',
    text: `SELECT count(*), min(created_at) AS "firstAtMs" FROM registration WHERE client_block = $1 AND created_at > $2`,
    values: [addressBlockOf(address), at(sinceMs)],
  })
  return rows[0] ?? { count: 0, firstAtMs: null }
}

/** Registrations on a mobile that sent, or would have sent, an SMS since each instant. */
export async function countOnMobile(
  tx: Transaction,
  mobile: string,
  { tenMinutesMs, dayMs }: { tenMinutesMs: number; dayMs: number },
): Promise<{ inTenMinutes: number; inDay: number }> {
  const { rows } = await tx.query<{ inTenMinutes: number; inDay: number }>({
    name: 'count_registrations_on_mobile',
    text: `SELECT count(*) FILTER (WHERE created_at > $2) AS "inTenMinutes", count(*) AS "inDay" FROM registration
           WHERE mobile = $1 AND created_at > $3 AND suppressed_reason IS DISTINCT FROM 'mobile_rate'`,
    values: [mobile, at(tenMinutesMs), at(dayMs)],
  })
  return rows[0] ?? { inTenMinutes: 0, inDay: 0 }
}

export type NewRegistration = {
  id: string
  mobile: string
  platform: string
  model: string
  appVersion: string
  signingKey: PublicKeyJwk
  agreementKey: PublicKeyJwk
  signingThumbprint: string
  suppressedReason: 'mobile_rate' | 'mobile_unknown' | 'cooling_off' | null
  clientIp: string | null
  nowMs: number
  expiresAtMs: number
  codeMac: Buffer
}

export async function insertRegistration(tx: Transaction, row: NewRegistration): Promise<void> {
  await tx.query({
    name: 'insert_registration',
    text: `INSERT INTO registration (id, mobile, platform, model, app_version, signing_key, agreement_key,
             signing_thumbprint, state, suppressed_reason, client_ip, client_block, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $9::text IS NULL THEN 'sent' ELSE 'suppressed' END, $9, $10,
             $11, $12, $13)`,
    values: [
      row.id,
      row.mobile,
      row.platform,
      row.model,
      row.appVersion,
      JSON.stringify(row.signingKey),
      JSON.stringify(row.agreementKey),
      row.signingThumbprint,
      row.suppressedReason,
      row.clientIp,
      row.clientIp === null ? null : addressBlockOf(row.clientIp),
      at(row.nowMs),
      at(row.expiresAtMs),
    ],
  })
  await tx.query({
    name: 'insert_registration_code',
    text: 'INSERT INTO registration_code (registration_id, code_mac) VALUES ($1, $2)',
    values: [row.id, row.codeMac],
  })
}

export type RegistrationRow = {
  id: string
  mobile: string
  platform: string
  model: string
  appVersion: string
  signingKey: PublicKeyJwk
  agreementKey: PublicKeyJwk
  state: RegistrationConfirmationFacts['state']
  failedAttempts: number
  expiresAtMs: number
  /** Null once it has been used or has grown old. */
  codeMac: Buffer | null
}

export async function lockRegistration(tx: Transaction, registrationId: string): Promise<RegistrationRow | null> {
  const { rows } = await tx.query<RegistrationRow>({
    name: 'lock_registration',
    text: `SELECT r.id, r.mobile, r.platform, r.model, r.app_version AS "appVersion", r.signing_key AS "signingKey",
             r.agreement_key AS "agreementKey", r.state, r.failed_attempts AS "failedAttempts",
             r.expires_at AS "expiresAtMs",
             (SELECT code_mac FROM registration_code c WHERE c.registration_id = r.id) AS "codeMac"
           FROM registration r WHERE r.id = $1 FOR UPDATE OF r`,
    values: [registrationId],
  })
  return rows[0] ?? null
}

export async function chargeRegistration(tx: Transaction, registrationId: string, exhausts: boolean): Promise<void> {
  await tx.query({
    name: 'charge_registration',
    text: `UPDATE registration SET failed_attempts = failed_attempts + 1,
             state = CASE WHEN $2 THEN 'exhausted' ELSE state END WHERE id = $1`,
    values: [registrationId, exhausts],
  })
}

export async function confirmRegistrationRow(tx: Transaction, registrationId: string, deviceId: string): Promise<void> {
  await tx.query({
    name: 'confirm_registration',
    text: `UPDATE registration SET state = 'confirmed', device_id = $2 WHERE id = $1`,
    values: [registrationId, deviceId],
  })
  await tx.query({
    name: 'forget_registration_code',
    text: 'DELETE FROM registration_code WHERE registration_id = $1',
    values: [registrationId],
  })
}
