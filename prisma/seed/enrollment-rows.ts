import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { seal } from '#server/sealing.ts'
import type { SeedCard, SeedCustomer } from './customer-rows.ts'
import type { Row } from './seed-repository.ts'
import type { World } from './world.ts'

export type EnrollmentStatus = 'pending' | 'active' | 'suspended' | 'deactivated'
type Opened = {
  card: SeedCard
  customer: SeedCustomer
  pinKind: 'first' | 'second'
  method: 'sms' | 'app'
  status: EnrollmentStatus
  atMs: number
  endedAtMs?: number
}

export function enrollmentRow(
  world: World,
  { card, customer, pinKind, method, status, atMs, endedAtMs }: Opened,
): Row & { id: string } {
  return {
    id: world.random.id(atMs),
    card_id: card.id,
    customer_id: customer.id,
    pin_kind: pinKind,
    method,
    status,
    created_at: new Date(atMs),
    activated_at: status === 'pending' ? null : new Date(atMs),
    deactivated_at: status === 'deactivated' ? new Date(endedAtMs ?? atMs) : null,
    deactivated_reason: status === 'deactivated' ? 'device_deactivated' : null,
  }
}

const models = [
  ['android', 'Samsung Galaxy A54'],
  ['android', 'Xiaomi Redmi Note 12'],
  ['android', 'Samsung Galaxy S23'],
  ['android', 'Huawei P30'],
  ['ios', 'iPhone 13'],
  ['ios', 'iPhone 11'],
  ['web', 'Chrome روی Android'],
] as const

type Installed = { mobile: string; status: 'active' | 'deactivated' | 'registered'; atMs: number; endedAtMs?: number }

/** An invented installation: nobody holds the private half of its keys. */
export function deviceRow(
  world: World,
  { mobile, status, atMs, endedAtMs }: Installed,
): Row & { id: string; model: string } {
  const [platform, model] = world.random.pick(models)
  return {
    id: world.random.id(atMs),
    mobile,
    platform,
    model,
    app_version: world.random.pick(['1.0.0', '1.0.2', '1.1.0']),
    signing_key: drawPublicKey(),
    agreement_key: drawPublicKey(),
    status,
    registered_at: new Date(atMs),
    activated_at: status === 'registered' ? null : new Date(atMs + 180_000),
    ended_at: status === 'deactivated' ? new Date(endedAtMs ?? atMs) : null,
    ended_reason: status === 'deactivated' ? 'lost' : null,
    last_seen_at: new Date(endedAtMs ?? atMs),
  }
}

type Bound = {
  enrollmentId: string
  cardId: string
  deviceId: string
  tokenId: string
  atMs: number
  ended?: { atMs: number; reason: string }
}

/** The binding of an installation and its sealed TOTP secret. */
export function activationRows(world: World, bound: Bound): { activation: Row; secret: Row } {
  const id = world.random.id(bound.atMs)
  const { keyId, sealed } = seal(
    world.keys,
    { table: 'enrollment_secret', column: 'sealed', recordId: id },
    world.random.bytes(32),
  )
  const activation = {
    id,
    enrollment_id: bound.enrollmentId,
    card_id: bound.cardId,
    device_id: bound.deviceId,
    activation_token_id: bound.tokenId,
    status: bound.ended ? 'ended' : 'active',
    ended_reason: bound.ended?.reason ?? null,
    failed_attempts: 0,
    drift_steps: 0,
    drift_run: 0,
    created_at: new Date(bound.atMs),
    confirmed_at: new Date(bound.atMs + 90_000),
    ended_at: bound.ended ? new Date(bound.ended.atMs) : null,
  }
  return { activation, secret: { activation_id: id, key_id: keyId, sealed, digits: 7 } }
}

type Issued = {
  enrollmentId: string
  cardId: string
  customer: SeedCustomer
  status: string
  terminalId: string
  atMs: number
}

/** The token with the SMS that carried its other half. */
export function tokenRows(
  world: World,
  { enrollmentId, cardId, customer, status, terminalId, atMs }: Issued,
): { token: Row & { id: string }; sms: Row } {
  const id = world.random.id(atMs)
  const smsId = world.random.id(atMs)
  const mobile = customer.mobile ?? ''
  const token = {
    id,
    enrollment_id: enrollmentId,
    card_id: cardId,
    customer_id: customer.id,
    mobile,
    status,
    terminal_id: terminalId,
    receipt_custody: 'answered_to_atm',
    reprints: 0,
    failed_attempts: 0,
    tried: status !== 'expired',
    sms_message_id: smsId,
    issued_at: new Date(atMs),
    expires_at: new Date(atMs + 86_400_000),
    redeemed_at: status === 'confirmed' ? new Date(atMs + 240_000) : null,
    ended_at: status === 'expired' ? new Date(atMs + 86_400_000) : null,
  }
  const sms = smsRow({
    id: smsId,
    atMs,
    customer,
    template: 'activation_token',
    deliveredAfterMs: 4_000,
    activationTokenId: id,
  })
  return { token, sms }
}

type Sent = {
  id: string
  atMs: number
  customer: SeedCustomer
  template: string
  deliveredAfterMs: number | null
  otpRequestId?: string
  activationTokenId?: string
}

/** `deliveredAfterMs` null: the operator reported that it failed. */
export function smsRow({ id, atMs, customer, template, deliveredAfterMs, otpRequestId, activationTokenId }: Sent): Row {
  return {
    id,
    at: new Date(atMs),
    customer_id: customer.id,
    mobile: customer.mobile ?? '',
    template,
    notice_kind: null,
    state: deliveredAfterMs === null ? 'failed' : 'delivered',
    otp_request_id: otpRequestId ?? null,
    activation_token_id: activationTokenId ?? null,
    provider_message_id: id,
    accepted_at: new Date(atMs + 140),
    ended_at: new Date(atMs + (deliveredAfterMs ?? 45_000)),
    error_code: deliveredAfterMs === null ? 'UNREACHABLE' : null,
    contrary_reports: [],
  }
}

// Drawing a P-256 pair for every invented phone would take most of the seed's time; a few serve them all.
const spareKeys: JsonWebKey[] = []
let nextKey = 0
function drawPublicKey(): JsonWebKey {
  if (spareKeys.length < 8) {
    const { kty, crv, x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
    spareKeys.push({ kty, crv, x, y })
  }
  nextKey += 1
  return spareKeys[nextKey % spareKeys.length] as JsonWebKey
}
