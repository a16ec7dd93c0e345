import { findCardRefusal } from '#domain/find-card-refusal.ts'
import { readLock } from '#domain/guard.ts'
import { isAhead } from '#domain/is-ahead.ts'
import { isLive } from '#domain/match-otp-request.ts'
import type { SuppressionReason } from '#domain/reason.ts'
import type { EnrollmentFacts, GuardFacts, OtpRequestFacts } from '#domain/verification-types.ts'

/** Requests counted before this one, in the window each name ends with. */
export type OtpRequestRates = {
  cardPerTenMinutes: number
  cardPerDay: number
  mobilePerTenMinutes: number
  mobilePerDay: number
  terminalPerMinute: number
  merchantPerMinute: number
  /** Zero where the request names none. */
  requesterPerMinute: number
  addressPerMinute: number
}

export type OtpRequestPolicy = {
  smsValiditySeconds: number
  otpRequestTriesMax: number
  liveOtpRequestsMax: number
  otpRequestsPerCardPerTenMinutesMax: number
  otpRequestsPerCardPerDayMax: number
  otpRequestsPerMobilePerTenMinutesMax: number
  otpRequestsPerMobilePerDayMax: number
  otpRequestsPerTerminalPerMinuteMax: number
  otpRequestsPerMerchantPerMinuteMax: number
  otpRequestsPerRequesterPerMinuteMax: number
  otpRequestsPerAddressPerMinuteMax: number
}

export type OtpRequestAskFacts = {
  nowMs: number
  guard: GuardFacts
  enrollments: readonly EnrollmentFacts[]
  mobilePresent: boolean
  coolingOffUntilMs: number | null
  rates: OtpRequestRates
  requesterBlocked: boolean
  otpRequests: readonly Pick<OtpRequestFacts, 'id' | 'requestedAtMs' | 'expiresAtMs' | 'state' | 'tries'>[]
  policy: OtpRequestPolicy
}

/** `supersedes` are ids of live requests that end with this one, suppressed ones as well. */
export type OtpRequestDecision = { expiresAtMs: number; supersedes: string[] } & (
  | { state: 'sent'; enrollmentId: string }
  | { state: 'suppressed'; reason: SuppressionReason }
)

/** Whether the button's press sends a code; to a requester that mostly guesses 429 is answered, all else alike with 202. */
export function decideOtpRequest(facts: OtpRequestAskFacts): OtpRequestDecision {
  const expiresAtMs = facts.nowMs + facts.policy.smsValiditySeconds * 1000
  const overRate = findRateReason(facts)
  const supersedes = facts.requesterBlocked || overRate !== null ? [] : listSuperseded(facts)
  const sender = facts.requesterBlocked ? 'requester_rate' : findSender(facts)
  if (typeof sender === 'string') return { state: 'suppressed', reason: sender, expiresAtMs, supersedes }
  if (overRate !== null) return { state: 'suppressed', reason: overRate, expiresAtMs, supersedes }
  return { state: 'sent', enrollmentId: sender.enrollmentId, expiresAtMs, supersedes }
}

/** The enrollment that the code is sent under, or why none may be sent in the state of card and customer. */
function findSender(facts: OtpRequestAskFacts): EnrollmentFacts | SuppressionReason {
  const { guard, enrollments, nowMs } = facts
  const card = findCardRefusal(guard, nowMs)
  if (card !== null) return card
  const sms = enrollments.find(({ method, status }) => method === 'sms' && status !== 'deactivated')
  if (guard.suspended || sms?.status === 'suspended') return 'enrollment_suspended'
  if (sms?.status !== 'active')
    return enrollments.some(({ status }) => status === 'pending') ? 'enrollment_pending' : 'not_enrolled'
  const lock = readLock({ guard, nowMs })
  if (lock !== null && lock.kind !== 'app') return 'enrollment_locked'
  if (!facts.mobilePresent) return 'mobile_missing'
  return isAhead(facts.coolingOffUntilMs, nowMs) ? 'cooling_off' : sms
}

/** The contract's list of reasons is closed: a merchant counts as its terminals, the payer's address as its requester. */
function findRateReason({ rates, policy }: OtpRequestAskFacts): SuppressionReason | null {
  if (
    rates.terminalPerMinute >= policy.otpRequestsPerTerminalPerMinuteMax ||
    rates.merchantPerMinute >= policy.otpRequestsPerMerchantPerMinuteMax
  )
    return 'terminal_rate'
  if (
    rates.requesterPerMinute >= policy.otpRequestsPerRequesterPerMinuteMax ||
    rates.addressPerMinute >= policy.otpRequestsPerAddressPerMinuteMax
  )
    return 'requester_rate'
  if (
    rates.cardPerTenMinutes >= policy.otpRequestsPerCardPerTenMinutesMax ||
    rates.cardPerDay >= policy.otpRequestsPerCardPerDayMax
  )
    return 'card_rate'
  const mobileOver =
    rates.mobilePerTenMinutes >= policy.otpRequestsPerMobilePerTenMinutesMax ||
    rates.mobilePerDay >= policy.otpRequestsPerMobilePerDayMax
  return mobileOver ? 'mobile_rate' : null
}

// Suppressed requests take part, so that unknown cards answer alike; one over its rate ends nobody else's code.
function listSuperseded({ otpRequests, nowMs, policy }: OtpRequestAskFacts): string[] {
  const live = otpRequests
    .filter((request) => isLive(request, { nowMs, otpRequestTriesMax: policy.otpRequestTriesMax }))
    .sort((a, b) => a.requestedAtMs - b.requestedAtMs)
  return live.slice(0, Math.max(0, live.length - policy.liveOtpRequestsMax + 1)).map(({ id }) => id)
}
