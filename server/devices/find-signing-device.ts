import type { JsonWebKey } from 'node:crypto'
import type { Sql } from '#server/database.ts'
import { findSigningDeviceRow } from '#server/devices/signing-device-repository.ts'

/** The installation that a device's signature names, whatever its status. `mobile` is E.164. */
export type SigningDevice = {
  id: string
  status: 'registered' | 'active' | 'deactivated' | 'blocked'
  mobile: string
  model: string
  platform: 'android' | 'ios' | 'web'
  signingKey: JsonWebKey
  agreementKey: JsonWebKey
  lastSeenAtMs: number
}

export async function findSigningDevice(sql: Sql, deviceId: string): Promise<SigningDevice | null> {
  return await findSigningDeviceRow(sql, deviceId)
}
