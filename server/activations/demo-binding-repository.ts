import type { Sql } from '#server/database.ts'

export type DemoBinding = {
  activationId: string
  keyId: string
  sealed: Buffer
  digits: number
  model: string
  last4: string
  pinKind: 'first' | 'second'
}

/** Active bindings of one installation or one number; nothing in a database that is not the demo's. */
export async function findDemoBindings(
  sql: Sql,
  wanted: { deviceId: string | null; mobile: string | null },
): Promise<DemoBinding[]> {
  const { rows } = await sql.query<DemoBinding>(
    `SELECT a.id AS "activationId", s.key_id AS "keyId", s.sealed, s.digits, d.model, c.last4, e.pin_kind AS "pinKind"
     FROM activation a JOIN enrollment_secret s ON s.activation_id = a.id JOIN device d ON d.id = a.device_id
       JOIN enrollment e ON e.id = a.enrollment_id JOIN card c ON c.id = a.card_id
     WHERE a.status = 'active' AND (d.id = $1 OR d.mobile = $2)
       AND EXISTS (SELECT FROM installation WHERE key = 'demo_seeded_at')`,
    [wanted.deviceId, wanted.mobile],
  )
  return rows
}
