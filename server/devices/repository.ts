import type { DeviceStatus } from '#domain/enrollment/device.ts'
import type { EnrollmentStatus, PinKind } from '#domain/verification/verification-types.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'

export type DeviceRow = { id: string; status: DeviceStatus; mobile: string; model: string }

/** Every card an installation was ever bound to: a change of its status moves the guards of them all. */
export async function listCardsOfDevice(sql: Sql, deviceId: string): Promise<string[]> {
  const { rows } = await sql.query<{ cardId: string }>({
    name: 'list_cards_of_device',
    text: 'SELECT DISTINCT card_id AS "cardId" FROM activation WHERE device_id = $1',
    values: [deviceId],
  })
  return rows.map(({ cardId }) => cardId)
}

/** Held after the guards of its cards, never before them. */
export async function lockDevice(tx: Transaction, deviceId: string): Promise<DeviceRow | null> {
  const { rows } = await tx.query<DeviceRow>({
    name: 'lock_device',
    text: 'SELECT id, status, mobile, model FROM device WHERE id = $1 FOR UPDATE',
    values: [deviceId],
  })
  return rows[0] ?? null
}

export type NewDevice = {
  id: string
  mobile: string
  platform: string
  model: string
  appVersion: string
  signingKey: object
  agreementKey: object
  nowMs: number
}

export async function insertDevice(tx: Transaction, device: NewDevice): Promise<void> {
  await tx.query({
    name: 'insert_device',
    text: `INSERT INTO device (id, mobile, platform, model, app_version, signing_key, agreement_key, status, registered_at,
             last_seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'registered', $8, $8)`,
    values: [
      device.id,
      device.mobile,
      device.platform,
      device.model,
      device.appVersion,
      JSON.stringify(device.signingKey),
      JSON.stringify(device.agreementKey),
      at(device.nowMs),
    ],
  })
}

export async function activateDevice(tx: Transaction, deviceId: string, nowMs: number): Promise<void> {
  await tx.query({
    name: 'activate_device',
    text: `UPDATE device SET status = 'active', activated_at = $2 WHERE id = $1 AND status = 'registered'`,
    values: [deviceId, at(nowMs)],
  })
}

type DeviceStatusChange = { deviceId: string; status: 'deactivated' | 'blocked'; reason: string; nowMs: number }

export async function endDeviceRow(
  tx: Transaction,
  { deviceId, status, reason, nowMs }: DeviceStatusChange,
): Promise<void> {
  await tx.query({
    name: 'end_device',
    text: `UPDATE device SET status = $4, ended_at = $2, ended_reason = $3
           WHERE id = $1 AND status IN ('registered', 'active')`,
    values: [deviceId, at(nowMs), reason, status],
  })
}

export type OwnEnrollment = {
  enrollmentId: string
  bin: string
  last4: string
  pinKind: PinKind
  status: EnrollmentStatus
}

/** What an installation holds. One that was redeemed and not yet confirmed is pending for it, whoever else has it active. */
export async function listOwnEnrollments(sql: Sql, deviceId: string): Promise<OwnEnrollment[]> {
  const { rows } = await sql.query<OwnEnrollment>({
    name: 'list_own_enrollments',
    text: `SELECT e.id AS "enrollmentId", c.bin, c.last4, e.pin_kind AS "pinKind",
             CASE WHEN a.status = 'unconfirmed' THEN 'pending' ELSE e.status END AS status
           FROM activation a JOIN enrollment e ON e.id = a.enrollment_id JOIN card c ON c.id = a.card_id
           WHERE a.device_id = $1 AND a.status <> 'ended' ORDER BY a.created_at`,
    values: [deviceId],
  })
  return rows
}

export type OtherDevice = { deviceId: string; model: string; lastSeenAtMs: number; status: DeviceStatus }

/** Installations that hold an enrollment of a customer of whom the calling one holds an active enrollment. */
export async function listOtherDevices(sql: Sql, deviceId: string): Promise<OtherDevice[]> {
  const { rows } = await sql.query<OtherDevice>({
    name: 'list_other_devices',
    text: `SELECT d.id AS "deviceId", d.model, d.last_seen_at AS "lastSeenAtMs", d.status FROM device d
           WHERE d.id <> $1 AND d.status IN ('registered', 'active') AND EXISTS (
             SELECT FROM activation theirs JOIN enrollment e ON e.id = theirs.enrollment_id
             WHERE theirs.device_id = d.id AND theirs.status <> 'ended' AND e.customer_id IN (
               SELECT o.customer_id FROM activation mine JOIN enrollment o ON o.id = mine.enrollment_id
               WHERE mine.device_id = $1 AND mine.status = 'active' AND o.status = 'active'))
           ORDER BY d.last_seen_at DESC`,
    values: [deviceId],
  })
  return rows
}
