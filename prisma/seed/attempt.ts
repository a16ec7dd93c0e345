import { maskCard } from '#domain/card/card-number.ts'
import type { VerificationReason } from '#domain/reason/reason.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import { smsRow } from './enrollment-rows.ts'
import { mixReasons } from './mix-reasons.ts'
import { merchants } from './places.ts'
import type { CrowdCard } from './plan-crowd.ts'
import type { Row } from './seed-repository.ts'
import type { World } from './world.ts'

type Attempt = { request?: Row; sms?: Row; verification?: Row }

/** One payment: by the app, or by an SMS that was asked for, sent and (mostly) typed in time. */
export function drawAttempt(world: World, each: CrowdCard, atMs: number): Attempt {
  const byApp = each.app === 'active' && (!each.sms || world.random.chance(0.45))
  return byApp ? drawAppAttempt(world, each, atMs) : drawSmsAttempt(world, each, atMs)
}

const appMix = mixReasons({
  accepted: 930,
  code_mismatch: 34,
  code_already_used: 14,
  app_code_drifted: 12,
  enrollment_locked: 6,
  enrollment_suspended: 2,
  code_malformed: 2,
})
const smsMix = mixReasons({
  accepted: 890,
  code_mismatch: 38,
  code_expired: 32,
  amount_mismatch: 8,
  payee_mismatch: 3,
  code_already_used: 9,
  code_superseded: 8,
  code_attempts_exhausted: 3,
  code_malformed: 5,
  process_type_mismatch: 1,
})

function drawPurchase({ random }: World) {
  const merchant = random.pick(merchants)
  const [least, most] = merchant.usualRials
  const amount = Math.round((least * (most / least) ** random.unit()) / 10_000) * 10_000
  return {
    merchant,
    amount,
    terminalId: random.pick(merchant.terminals),
    clientIp: `5.${random.between(52, 250)}.${random.between(0, 255)}.${random.between(1, 254)}`,
  }
}
type Purchase = ReturnType<typeof drawPurchase>

function drawAppAttempt(world: World, each: CrowdCard, atMs: number): Attempt {
  const reason = world.random.pick(appMix)
  const details =
    reason === 'app_code_drifted'
      ? { driftSteps: world.random.pick([-5, -4, -3, 3, 4, 6]) }
      : reason === 'enrollment_locked'
        ? { untilMs: atMs + 840_000 }
        : {}
  return {
    verification: verificationRow(world, each, {
      atMs,
      reason,
      purchase: drawPurchase(world),
      method: 'app',
      otpRequestId: null,
      details,
    }),
  }
}

function drawSmsAttempt(world: World, each: CrowdCard, atMs: number): Attempt {
  const { random } = world
  const purchase = drawPurchase(world)
  const requestId = random.id(atMs)
  const undelivered = random.chance(0.015)
  const deliveredAfterMs = undelivered
    ? null
    : random.chance(0.06)
      ? random.between(45_000, 130_000)
      : random.between(2_000, 14_000)
  const smsId = random.id(atMs)
  const sms = smsRow({
    id: smsId,
    atMs,
    customer: each.customer,
    template: 'otp',
    deliveredAfterMs,
    otpRequestId: requestId,
  })
  const abandoned = undelivered || random.chance(0.05)
  const typedAfterMs = (deliveredAfterMs ?? 0) + random.between(5_000, 45_000)
  const late = typedAfterMs > 120_000
  const reason = late ? 'code_expired' : random.pick(smsMix)
  const typedAtMs = atMs + (reason === 'code_expired' && !late ? random.between(121_000, 190_000) : typedAfterMs)
  const request = requestRow(each, {
    id: requestId,
    atMs,
    purchase,
    smsId,
    reference: random.digits(12),
    state: abandoned ? 'expired' : stateAfter(reason),
  })
  if (abandoned) return { request, sms }
  const verification = verificationRow(world, each, {
    atMs: typedAtMs,
    reason,
    purchase,
    method: 'sms',
    otpRequestId: requestId,
    details: detailsOf(world, reason, purchase, typedAtMs - atMs),
  })
  return { request, sms, verification }
}

const stateAfter = (reason: VerificationReason): string => {
  if (reason === 'accepted' || reason === 'code_already_used') return 'used'
  if (reason === 'code_superseded') return 'superseded'
  return reason === 'code_attempts_exhausted' ? 'exhausted' : 'expired'
}

function detailsOf(
  { random }: World,
  reason: VerificationReason,
  { amount, merchant, terminalId }: Purchase,
  typedAfterMs: number,
): object {
  const asked = { processType: 'purchase', amount, merchantId: merchant.merchantId, terminalId }
  if (reason === 'code_expired') return { secondsLate: Math.max(1, Math.ceil((typedAfterMs - 120_000) / 1000)) }
  if (reason === 'amount_mismatch')
    return { asked, presented: { ...asked, amount: amount * random.pick([2, 10, 10, 5]) } }
  if (reason === 'payee_mismatch') return { asked, presented: { ...asked, merchantId: 'M9044', terminalId: 'T9044' } }
  if (reason === 'process_type_mismatch') return { asked, presented: { ...asked, processType: 'bill_payment' } }
  return {}
}

type Asked = { id: string; atMs: number; purchase: Purchase; smsId: string; reference: string; state: string }

function requestRow(
  { card, customer, enrollmentIds }: CrowdCard,
  { id, atMs, purchase, smsId, reference, state }: Asked,
): Row {
  return {
    id,
    at: new Date(atMs),
    guard_id: card.guardIds.second,
    card_id: card.id,
    customer_id: customer.id,
    enrollment_id: enrollmentIds.sms ?? null,
    mobile: customer.mobile,
    reference_number: reference,
    process_type: 'purchase',
    amount: purchase.amount,
    payee_name: purchase.merchant.name,
    merchant_id: purchase.merchant.merchantId,
    terminal_id: purchase.terminalId,
    channel_client_id: 'gateway-demo',
    client_ip: purchase.clientIp,
    state,
    tries: state === 'exhausted' ? 3 : 0,
    expires_at: new Date(atMs + 120_000),
    sms_message_id: smsId,
  }
}

type Typed = {
  atMs: number
  reason: VerificationReason
  purchase: Purchase
  method: 'sms' | 'app'
  otpRequestId: string | null
  details: object
}

function verificationRow(
  { random }: World,
  each: CrowdCard,
  { atMs, reason, purchase, method, otpRequestId, details }: Typed,
): Row {
  const { card, customer, enrollmentIds } = each
  const { responseCode, counted, reason: answered } = publicAnswers[reason]
  const recognised = !['invalid_code', 'locked'].includes(answered)
  const presented = (
    details as { presented?: { amount: number; merchantId: string; terminalId: string; processType: string } }
  ).presented
  return {
    id: random.id(atMs),
    at: new Date(atMs),
    guard_id: card.guardIds.second,
    card_id: card.id,
    customer_id: customer.id,
    card_masked: maskCard({ bin: card.pan.slice(0, 6), last4: card.pan.slice(-4) }),
    pin_kind: 'second',
    outcome: reason === 'accepted' ? 'accepted' : 'rejected',
    reason,
    response_code: responseCode,
    counted: counted === true,
    method: recognised ? method : null,
    enrollment_id: enrollmentIds[method] ?? null,
    activation_id: method === 'app' ? (each.activationId ?? null) : null,
    device_id: method === 'app' ? (each.deviceId ?? null) : null,
    otp_request_id: otpRequestId,
    process_type: presented?.processType ?? 'purchase',
    amount: presented?.amount ?? purchase.amount,
    merchant_id: presented?.merchantId ?? purchase.merchant.merchantId,
    payee_name: purchase.merchant.name,
    terminal_id: presented?.terminalId ?? purchase.terminalId,
    channel_client_id: 'gateway-demo',
    client_ip: purchase.clientIp,
    attempts_left: null,
    details,
    xid: '3',
  }
}
