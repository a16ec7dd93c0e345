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
  | { state: 'suppressed'; reason: SuppressionReason; overRateOf: OverRateOf | null }
)

/** Whose rate it was, where the reason is a rate. */
export type OverRateOf = 'terminal' | 'merchant' | 'requester' | 'address' | 'card' | 'mobile'

/** Whether the button's press sends a code; to a requester that mostly guesses 429 is answered, all else alike with 202. */
export function decideOtpRequest(facts: OtpRequestAskFacts): OtpRequestDecision {
  const expiresAtMs = facts.nowMs + facts.policy.smsValiditySeconds * 1000
  const overRateOf = findOverRate(facts)
  const supersedes = facts.requesterBlocked || overRateOf !== null ? [] : listSuperseded(facts)
  const sender = facts.requesterBlocked ? 'requester_rate' : findSender(facts)
  const suppressed = { state: 'suppressed', expiresAtMs, supersedes } as const
  if (typeof sender === 'string') return { ...suppressed, reason: sender, overRateOf: null }
  if (overRateOf !== null) return { ...suppressed, reason: reasonOf[overRateOf], overRateOf }
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
const reasonOf = {
  terminal: 'terminal_rate',
  merchant: 'terminal_rate',
  requester: 'requester_rate',
  address: 'requester_rate',
  card: 'card_rate',
  mobile: 'mobile_rate',
} as const satisfies Record<OverRateOf, SuppressionReason>

function findOverRate({ rates, policy }: OtpRequestAskFacts): OverRateOf | null {
  if (rates.terminalPerMinute >= policy.otpRequestsPerTerminalPerMinuteMax) return 'terminal'
  if (rates.merchantPerMinute >= policy.otpRequestsPerMerchantPerMinuteMax) return 'merchant'
  if (rates.requesterPerMinute >= policy.otpRequestsPerRequesterPerMinuteMax) return 'requester'
  if (rates.addressPerMinute >= policy.otpRequestsPerAddressPerMinuteMax) return 'address'
  if (rates.cardPerTenMinutes >= policy.otpRequestsPerCardPerTenMinutesMax) return 'card'
  if (rates.cardPerDay >= policy.otpRequestsPerCardPerDayMax) return 'card'
  if (rates.mobilePerTenMinutes >= policy.otpRequestsPerMobilePerTenMinutesMax) return 'mobile'
  return rates.mobilePerDay >= policy.otpRequestsPerMobilePerDayMax ? 'mobile' : null
}

// Suppressed requests take part, so that unknown cards answer alike; one over its rate ends nobody else's code.
function listSuperseded({ otpRequests, nowMs, policy }: OtpRequestAskFacts): string[] {
  const live = otpRequests
    .filter((request) => isLive(request, { nowMs, otpRequestTriesMax: policy.otpRequestTriesMax }))
    .sort((a, b) => a.requestedAtMs - b.requestedAtMs)
  return live.slice(0, Math.max(0, live.length - policy.liveOtpRequestsMax + 1)).map(({ id }) => id)
}
