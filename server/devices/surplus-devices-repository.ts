import type { Transaction } from '#server/database.ts'

export type SurplusDevice = { id: string; model: string }

/** Installations on a mobile that hold no enrollment, the latest `keep` of them left out, oldest first. */
export async function listSurplusDevices(tx: Transaction, mobile: string, keep: number): Promise<SurplusDevice[]> {
  const { rows } = await tx.query<SurplusDevice>({
    name: 'list_surplus_devices',
    text: `SELECT d.id, d.model FROM device d
           WHERE d.mobile = $1 AND d.status IN ('registered', 'active')
             AND NOT EXISTS (SELECT FROM activation a WHERE a.device_id = d.id AND a.status <> 'ended')
           ORDER BY d.registered_at DESC, d.id DESC OFFSET $2`,
    values: [mobile, keep],
  })
  return rows.reverse()
}

/** An installation that once was bound moves the guards of those cards when it ends: they are held first. */
export async function lockDevicesWithGuards(tx: Transaction, deviceIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'lock_guards_of_devices',
    text: `SELECT id FROM guard WHERE card_id IN (SELECT card_id FROM activation WHERE device_id = ANY($1::uuid[]))
           ORDER BY id FOR UPDATE`,
    values: [deviceIds],
  })
  await tx.query({
    name: 'lock_devices',
    text: 'SELECT id FROM device WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    values: [deviceIds],
  })
}
