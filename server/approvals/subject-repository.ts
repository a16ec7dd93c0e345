import type { ActivationTokenStatus } from '#domain/activation/activation-token-state.ts'
import type { DeviceStatus } from '#domain/enrollment/device.ts'
import type { EnrollmentStatus, Method, PinKind } from '#domain/verification/verification-types.ts'
import type { Sql } from '#server/database.ts'

type CardDigits = { bin: string; last4: string }
export type DeviceSubject = {
  model: string
  platform: string
  appVersion: string
  status: DeviceStatus
  enrollments: (CardDigits & { id: string; status: EnrollmentStatus; pinKind: PinKind })[]
}

/** The installation with what it holds, if it was ever bound to a card of the customer or shares their mobile. */
export async function findDeviceSubject(
  sql: Sql,
  { deviceId, customerId }: { deviceId: string; customerId: string },
): Promise<DeviceSubject | null> {
  const { rows } = await sql.query<DeviceSubject>(
    `SELECT d.model, d.platform, d.app_version AS "appVersion", d.status, coalesce((
         SELECT jsonb_agg(jsonb_build_object('id', e.id, 'status', e.status, 'pinKind', e.pin_kind, 'bin', c.bin, 'last4', c.last4)
           ORDER BY e.id)
         FROM activation a JOIN enrollment e ON e.id = a.enrollment_id JOIN card c ON c.id = e.card_id
         WHERE a.device_id = d.id AND a.status <> 'ended'), '[]') AS enrollments
     FROM device d WHERE d.id = $1 AND (
       EXISTS (SELECT FROM activation a JOIN enrollment e ON e.id = a.enrollment_id WHERE a.device_id = d.id AND e.customer_id = $2)
       OR EXISTS (SELECT FROM customer k WHERE k.id = $2 AND k.mobile = d.mobile))`,
    [deviceId, customerId],
  )
  return rows[0] ?? null
}

export async function findCardDigits(sql: Sql, cardId: string): Promise<CardDigits | null> {
  const { rows } = await sql.query<CardDigits>('SELECT bin, last4 FROM card WHERE id = $1', [cardId])
  return rows[0] ?? null
}

export type ReissueSubject = CardDigits & {
  customerId: string
  cardId: string
  pinKind: PinKind
  method: Method
  status: EnrollmentStatus
  cardStatus: 'active' | 'blocked'
  mobile: string | null
  coolingOffUntilMs: number | null
  latestTokenId: string | null
}

export async function findReissueSubject(sql: Sql, enrollmentId: string): Promise<ReissueSubject | null> {
  const { rows } = await sql.query<ReissueSubject>(
    `SELECT e.customer_id AS "customerId", e.card_id AS "cardId", c.bin, c.last4, e.pin_kind AS "pinKind", e.method, e.status,
       c.status AS "cardStatus", k.mobile, k.cooling_off_until AS "coolingOffUntilMs",
       (SELECT t.id FROM activation_token t WHERE t.enrollment_id = e.id ORDER BY t.issued_at DESC, t.id DESC LIMIT 1) AS "latestTokenId"
     FROM enrollment e JOIN card c ON c.id = e.card_id JOIN customer k ON k.id = e.customer_id WHERE e.id = $1`,
    [enrollmentId],
  )
  return rows[0] ?? null
}

export type ReprintSubject = CardDigits & {
  customerId: string
  cardId: string
  pinKind: PinKind
  status: ActivationTokenStatus
  expiresAtMs: number
  reprints: number
  receiptCustody: string
}

export async function findReprintSubject(sql: Sql, activationTokenId: string): Promise<ReprintSubject | null> {
  const { rows } = await sql.query<ReprintSubject>(
    `SELECT t.customer_id AS "customerId", t.card_id AS "cardId", c.bin, c.last4, e.pin_kind AS "pinKind", t.status,
       t.expires_at AS "expiresAtMs", t.reprints, t.receipt_custody AS "receiptCustody"
     FROM activation_token t JOIN card c ON c.id = t.card_id JOIN enrollment e ON e.id = t.enrollment_id WHERE t.id = $1`,
    [activationTokenId],
  )
  return rows[0] ?? null
}
