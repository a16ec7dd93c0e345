import { join } from 'node:path'
import { totp } from '#domain/otp/otp.ts'
import { whoeverOwns } from '#server/key-file.ts'
import { readChannelKeys } from '#server/keys.ts'
import { unseal } from '#server/sealing.ts'
import { asOwner } from './records.ts'

type Binding = { id: string; keyId: string; sealed: Buffer; digits: number }

/** What a demo customer's app shows so many minutes from now, as they would read it out. */
export async function readOutAppCode(customerId: string, inMinutes = 0): Promise<string> {
  const [binding] = await asOwner<Binding>(
    `SELECT a.id, s.key_id AS "keyId", s.sealed, s.digits FROM enrollment e
       JOIN activation a ON a.enrollment_id = e.id AND a.status = 'active' JOIN enrollment_secret s ON s.activation_id = a.id
     WHERE e.customer_id = $1 AND e.status = 'active' AND e.pin_kind = 'second'`,
    [customerId],
  )
  if (!binding) throw new Error('the customer has no app')
  const file = join(process.env.E2E_DATA_DIR ?? '', 'keys', 'channel.json')
  const keys = readChannelKeys(file, whoeverOwns(file))
  const place = { table: 'enrollment_secret', column: 'sealed', recordId: binding.id }
  const secret = unseal(keys, place, binding.keyId, binding.sealed)
  const atMs = Date.now() + inMinutes * 60_000
  return totp({ secret, atMs, periodSeconds: 60, t0Seconds: 0, digits: binding.digits, algorithm: 'SHA256' })
}
