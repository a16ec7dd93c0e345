import { at, type Sql } from '#server/database.ts'
import type { SigningDevice } from '#server/devices/find-signing-device.ts'

export async function findSigningDeviceRow(sql: Sql, deviceId: string): Promise<SigningDevice | null> {
  const { rows } = await sql.query<SigningDevice>({
    name: 'find_signing_device',
    text: `SELECT id, status, mobile, model, platform, signing_key AS "signingKey", agreement_key AS "agreementKey",
             last_seen_at AS "lastSeenAtMs"
           FROM device WHERE id = $1`,
    values: [deviceId],
  })
  return rows[0] ?? null
}

export async function touchDevice(sql: Sql, deviceId: string, seenAtMs: number): Promise<void> {
  await sql.query({
    name: 'touch_device',
    text: 'UPDATE device SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2',
    values: [deviceId, at(seenAtMs)],
  })
}

/** The customers of whom an installation holds, or is about to hold, an enrollment. */
export async function listCustomersBoundTo(sql: Sql, deviceId: string): Promise<string[]> {
  const { rows } = await sql.query<{ customerId: string }>(
    `SELECT DISTINCT e.customer_id AS "customerId" FROM activation a JOIN enrollment e ON e.id = a.enrollment_id
     WHERE a.device_id = $1 AND a.status <> 'ended' ORDER BY 1`,
    [deviceId],
  )
  return rows.map(({ customerId }) => customerId)
}
