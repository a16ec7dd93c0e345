import type { VerificationReason } from '#domain/reason/reason.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import { mixReasons } from '#prisma/seed/mix-reasons.ts'
import { type Merchant, merchants } from '../../prisma/seed/places.ts'
import type { CardFacts } from './card-facts.ts'
import type { Row } from './copy-rows.ts'
import { formatInstant as iso } from './format-instant.ts'
import { idAt } from './make-ids.ts'
import { between, chance, mix, pick, unit } from './mix-numbers.ts'
import type { Plan } from './plan-million.ts'

/** By how many of a thousand each reason comes. */
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
  accepted: 892,
  code_mismatch: 40,
  code_expired: 34,
  amount_mismatch: 8,
  payee_mismatch: 3,
  code_already_used: 9,
  code_superseded: 8,
  code_attempts_exhausted: 3,
  code_malformed: 3,
})

export type Attempt = { verification: Row; otpRequest: Row | null; sms: Row | null }
type Wish = { n: number; customer: number; atMs: number; monthFromMs: number; withSms: boolean }
export type Drawing = { plan: Plan; factsOf: (card: number) => CardFacts }

/** One payment by the app, or by an SMS that was asked for a little before, in the same month. */
export function drawAttempt({ plan, factsOf }: Drawing, { n, customer, atMs, monthFromMs, withSms }: Wish): Attempt {
  const card = cardFor(plan, customer, n)
  const facts = factsOf(card)
  const byApp = facts.appSinceMs < atMs - 600_000 && (!plan.hasSms[card] || chance(n, 92, 0.45))
  const reason = pick(byApp ? appMix : smsMix, n, 93)
  const typedAfterMs = reason === 'code_expired' ? between(n, 94, 121_000, 190_000) : between(n, 94, 8_000, 70_000)
  const askedAtMs = Math.max(atMs - typedAfterMs, monthFromMs)
  const payment = drawPayment(n)
  const otpRequestId = byApp ? null : idAt(askedAtMs, 'otpRequest', n)
  const asked = { n, facts, askedAtMs, payment, otpRequestId, reason }
  return {
    verification: verificationRow({ ...asked, atMs, byApp, typedAfterMs }),
    otpRequest: otpRequestId === null ? null : requestRow(asked),
    sms: otpRequestId === null || !withSms ? null : smsRow(asked),
  }
}

/** One of the customer's enrolled cards. */
function cardFor({ firstCard, hasSms, app }: Plan, customer: number, n: number): number {
  const [first, end] = [firstCard[customer] ?? 0, firstCard[customer + 1] ?? 0]
  for (let tried = 0; tried < end - first; tried++) {
    const card = first + ((mix(n, 91) + tried) % (end - first))
    if (hasSms[card] || app[card] === 1) return card
  }
  return first
}

type Payment = {
  merchant: Merchant
  amount: number
  terminalId: string
  clientIp: string
  requesterId: string | null
  reference: string | null
}

function drawPayment(n: number): Payment {
  const merchant = pick(merchants, n, 95)
  const [least, most] = merchant.usualRials
  return {
    merchant,
    amount: Math.round((least * (most / least) ** unit(n, 96)) / 10_000) * 10_000,
    terminalId: pick(merchant.terminals, n, 97),
    clientIp: `5.${52 + (mix(n, 98) % 190)}.${mix(n, 98) >>> 24}.${1 + ((mix(n, 98) >>> 16) % 250)}`,
    requesterId: mix(n, 99) % 3 === 0 ? `R${mix(n, 100) % 50_000}` : null,
    reference: mix(n, 101) % 2 === 0 ? paymentReferenceOf(n) : null,
  }
}

const paymentReferenceOf = (n: number): string => `P${String(1_000_000_000 + n)}`
const referenceNumberOf = (n: number): string => String(300_000_000_000 + n * 7_919)

type Asked = {
  n: number
  facts: CardFacts
  askedAtMs: number
  payment: Payment
  otpRequestId: string | null
  reason: VerificationReason
}

function requestRow({ n, facts, askedAtMs, payment, otpRequestId, reason }: Asked): Row {
  return {
    id: otpRequestId,
    at: iso(askedAtMs),
    'guard_id, card_id, customer_id': facts.record,
    enrollment_id: facts.smsEnrollmentId,
    mobile: facts.mobile,
    reference_number: referenceNumberOf(n),
    process_type: 'purchase',
    amount: payment.amount,
    payee_name: payment.merchant.name,
    merchant_id: payment.merchant.merchantId,
    terminal_id: payment.terminalId,
    channel_client_id: 'gateway-demo',
    client_ip: payment.clientIp,
    payment_reference: payment.reference,
    requester_id: payment.requesterId,
    state: stateAfter(reason),
    tries: reason === 'code_attempts_exhausted' ? 3 : 0,
    expires_at: iso(askedAtMs + 120_000),
    sms_message_id: idAt(askedAtMs, 'otpSms', n),
  }
}

function stateAfter(reason: VerificationReason): string {
  if (reason === 'accepted' || reason === 'code_already_used') return 'used'
  if (reason === 'code_superseded') return 'superseded'
  return reason === 'code_attempts_exhausted' ? 'exhausted' : 'expired'
}

function smsRow({ n, facts, askedAtMs, otpRequestId }: Asked): Row {
  return {
    id: idAt(askedAtMs, 'otpSms', n),
    at: iso(askedAtMs),
    customer_id: facts.customerId,
    mobile: facts.mobile ?? '',
    template: 'otp',
    state: 'delivered',
    otp_request_id: otpRequestId,
    activation_token_id: null,
    provider_message_id: `seeded:${n}`,
    accepted_at: iso(askedAtMs + 300),
    ended_at: iso(askedAtMs + between(n, 102, 1_500, 14_000)),
  }
}

type Typed = Asked & { atMs: number; byApp: boolean; typedAfterMs: number }

function verificationRow(typed: Typed): Row {
  const { n, facts, atMs, payment, otpRequestId, reason, byApp } = typed
  const { responseCode, counted, reason: answered } = publicAnswers[reason]
  const isRecognised = answered !== 'invalid_code' && answered !== 'locked'
  return {
    id: idAt(atMs, 'verification', n),
    at: iso(atMs),
    'guard_id, card_id, customer_id': facts.record,
    card_masked: facts.masked,
    pin_kind: 'second',
    outcome: reason === 'accepted' ? 'accepted' : 'rejected',
    reason,
    response_code: responseCode,
    counted: counted === true ? 't' : 'f',
    method: isRecognised ? (byApp ? 'app' : 'sms') : null,
    'enrollment_id, activation_id, device_id': byApp ? facts.binding : `${facts.smsEnrollmentId}\t\t`,
    otp_request_id: otpRequestId,
    process_type: 'purchase',
    amount: payment.amount * (reason === 'amount_mismatch' ? 10 : 1),
    merchant_id: payment.merchant.merchantId,
    payee_name: payment.merchant.name,
    terminal_id: payment.terminalId,
    channel_client_id: 'gateway-demo',
    client_ip: payment.clientIp,
    payment_reference: payment.reference,
    requester_id: payment.requesterId,
    details: detailsOf(typed),
  }
}

function detailsOf({ n, atMs, reason, payment, typedAfterMs }: Typed): string {
  const { merchant, amount, terminalId } = payment
  const asked = { processType: 'purchase', amount, merchantId: merchant.merchantId, terminalId }
  switch (reason) {
    case 'code_expired':
      return `{"secondsLate":${Math.max(1, Math.ceil((typedAfterMs - 120_000) / 1000))}}`
    case 'amount_mismatch':
      return JSON.stringify({ asked, presented: { ...asked, amount: amount * 10 } })
    case 'payee_mismatch':
      return JSON.stringify({ asked, presented: { ...asked, merchantId: 'M9044', terminalId: 'T9044' } })
    case 'app_code_drifted':
      return `{"driftSteps":${pick([-5, -4, -3, 3, 4, 6], n, 103)}}`
    case 'enrollment_locked':
      return `{"untilMs":${atMs + 840_000}}`
    default:
      return '{}'
  }
}
