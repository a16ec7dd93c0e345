import { randomBytes, randomUUID } from 'node:crypto'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { totp } from '#domain/otp/otp.ts'
import type { EnrollmentStatus, PinKind } from '#domain/verification/verification-types.ts'
import { codeDigits } from '#server/activations/code-digits.ts'
import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { ChannelKeys } from '#server/keys.ts'
import { seal } from '#server/sealing.ts'
import type { TestCustomer } from '#tests/harness/make-customer.ts'

type Wish = { nowMs: number; pinKind?: PinKind; status?: EnrollmentStatus }
export type TestAppEnrollment = {
  enrollmentId: string
  activationId: string
  deviceId: string
  secret: Buffer
  /** The code the app shows at an instant. */
  codeAt: (atMs: number) => string
}

/** An SMS enrollment on the customer's card; answers its id. */
export async function makeSmsEnrollment(owner: Pool, customer: TestCustomer, wish: Wish): Promise<string> {
  return await insertEnrollment(owner, customer, { ...wish, method: 'sms' })
}

/** An app enrollment with an installation bound to it, whose secret is sealed as the channel seals it. */
export async function makeAppEnrollment(
  owner: Pool,
  keys: ChannelKeys,
  customer: TestCustomer,
  wish: Wish & { activationStatus?: 'unconfirmed' | 'active' },
): Promise<TestAppEnrollment> {
  const { nowMs, pinKind = 'second', activationStatus = 'active' } = wish
  const enrollmentId = await insertEnrollment(owner, customer, { ...wish, method: 'app' })
  const deviceId = await insertDevice(owner, customer, nowMs)
  const [activationId, tokenId, secret] = [drawId(nowMs), drawId(nowMs), randomBytes(32)]
  const confirmed = activationStatus === 'active'
  await owner.query(
    `INSERT INTO activation_token (id, enrollment_id, card_id, customer_id, mobile, status, terminal_id, receipt_custody,
       sms_message_id, issued_at, expires_at, redeemed_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'ATM-0001', 'answered_to_atm', $7, $8, $9, $8)`,
    [
      tokenId,
      enrollmentId,
      customer.card.cardId,
      customer.customerId,
      customer.mobile ?? '+989000000000',
      confirmed ? 'confirmed' : 'redeemed',
      randomUUID(),
      at(nowMs),
      at(nowMs + 86_400_000),
    ],
  )
  await owner.query(
    `INSERT INTO activation (id, enrollment_id, card_id, device_id, activation_token_id, status, created_at, confirmed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      activationId,
      enrollmentId,
      customer.card.cardId,
      deviceId,
      tokenId,
      activationStatus,
      at(nowMs),
      confirmed ? at(nowMs) : null,
    ],
  )
  const place = { table: 'enrollment_secret', column: 'sealed', recordId: activationId }
  const { keyId, sealed } = seal(keys, place, secret)
  await owner.query('INSERT INTO enrollment_secret (activation_id, key_id, sealed, digits) VALUES ($1, $2, $3, $4)', [
    activationId,
    keyId,
    sealed,
    codeDigits(defaultPolicy, pinKind),
  ])
  return { enrollmentId, activationId, deviceId, secret, codeAt: (atMs) => appCode({ secret, pinKind, atMs }) }
}

async function insertEnrollment(
  owner: Pool,
  customer: TestCustomer,
  { nowMs, pinKind = 'second', status = 'active', method }: Wish & { method: 'sms' | 'app' },
): Promise<string> {
  const id = drawId(nowMs)
  await owner.query(
    `INSERT INTO enrollment (id, card_id, customer_id, pin_kind, method, status, created_at, activated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      customer.card.cardId,
      customer.customerId,
      pinKind,
      method,
      status,
      at(nowMs),
      status === 'pending' ? null : at(nowMs),
    ],
  )
  return id
}

async function insertDevice(owner: Pool, customer: TestCustomer, nowMs: number): Promise<string> {
  const id = drawId(nowMs)
  await owner.query(
    `INSERT INTO device (id, mobile, platform, model, app_version, signing_key, agreement_key, status, registered_at, activated_at,
       last_seen_at) VALUES ($1, $2, 'android', 'Test Phone', '1.0', '{}', '{}', 'active', $3, $3, $3)`,
    [id, customer.mobile ?? '+989000000000', at(nowMs)],
  )
  return id
}

function appCode({ secret, pinKind, atMs }: { secret: Buffer; pinKind: PinKind; atMs: number }): string {
  const digits = codeDigits(defaultPolicy, pinKind)
  return totp({
    secret,
    digits,
    algorithm: 'SHA256',
    atMs,
    periodSeconds: defaultPolicy.appPeriodSeconds,
    t0Seconds: 0,
  })
}
