import { findCardRefusal } from '#domain/guard/find-card-refusal.ts'
import { readLock } from '#domain/guard/guard.ts'
import { isAhead } from '#domain/otp/is-ahead.ts'
import { isLive } from '#domain/otp/match-otp-request.ts'
import type { SuppressionReason } from '#domain/reason/reason.ts'
import type { EnrollmentFacts, GuardFacts, OtpRequestFacts } from '#domain/verification/verification-types.ts'

/** Kept requests of a card or mobile by sources known or new there, as the one that presses is; of it and of its place in a day. */
export type PressCounts = { perTenMinutes: number; perDay: number; ofPlacePerDay: number; ofSourcePerDay: number }

/** Requests counted before this one, in the window each name ends with. */
export type OtpRequestRates = {
  card: PressCounts
  mobile: PressCounts
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
  sourceId: string
  isSourceKnown: boolean
  otpRequests: readonly AskedRequest[]
  policy: OtpRequestPolicy
}

export type AskedRequest = Pick<OtpRequestFacts, 'id' | 'requestedAtMs' | 'expiresAtMs' | 'state' | 'tries'> & {
  sourceId: string | null
  isSourceKnown: boolean
}

/** `supersedes`: ids of live requests that end with this one, suppressed ones as well. `hasCode`: a try might hit it. */
export type OtpRequestDecision = { expiresAtMs: number; supersedes: string[]; hasCode: boolean } & (
  | { state: 'sent'; enrollmentId: string }
  | { state: 'suppressed'; reason: SuppressionReason; overRateOf: OverRateOf | null }
)

/** Whose rate it was, where the reason is a rate. */
export type OverRateOf = 'terminal' | 'merchant' | 'requester' | 'address' | 'source' | 'card' | 'mobile'

/** Whether the button's press sends a code; to a requester that mostly guesses 429 is answered, all else alike with 202. */
export function decideOtpRequest(facts: OtpRequestAskFacts): OtpRequestDecision {
  const expiresAtMs = facts.nowMs + facts.policy.smsValiditySeconds * 1000
  const overRateOf = findOverRate(facts)
  const supersedes = facts.requesterBlocked || overRateOf !== null ? [] : listSuperseded(facts)
  const sender = facts.requesterBlocked ? 'requester_rate' : findSender(facts)
  // Of a mobile's rate only a known card can be over: what is kept of its request is as of an unknown one's.
  const hasCode = !facts.requesterBlocked && (overRateOf === null || overRateOf === 'mobile')
  const suppressed = { state: 'suppressed', expiresAtMs, supersedes, hasCode } as const
  if (typeof sender === 'string') return { ...suppressed, reason: sender, overRateOf: null }
  if (overRateOf !== null) return { ...suppressed, reason: reasonOf[overRateOf], overRateOf }
  return { state: 'sent', enrollmentId: sender.enrollmentId, expiresAtMs, supersedes, hasCode }
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
  const isOpen = lock === null || lock.kind === 'app' || (lock.kind === 'all' && facts.isSourceKnown)
  if (!isOpen) return 'enrollment_locked'
  if (!facts.mobilePresent) return 'mobile_missing'
  return isAhead(facts.coolingOffUntilMs, nowMs) ? 'cooling_off' : sms
}

/** The contract's list of reasons is closed: a merchant counts as its terminals, the payer's address as its requester. */
const reasonOf = {
  terminal: 'terminal_rate',
  merchant: 'terminal_rate',
  requester: 'requester_rate',
  address: 'requester_rate',
  source: 'source_rate',
  card: 'card_rate',
  mobile: 'mobile_rate',
} as const satisfies Record<OverRateOf, SuppressionReason>

function findOverRate(facts: OtpRequestAskFacts): OverRateOf | null {
  const { rates, policy } = facts
  if (rates.terminalPerMinute >= policy.otpRequestsPerTerminalPerMinuteMax) return 'terminal'
  if (rates.merchantPerMinute >= policy.otpRequestsPerMerchantPerMinuteMax) return 'merchant'
  if (rates.requesterPerMinute >= policy.otpRequestsPerRequesterPerMinuteMax) return 'requester'
  if (rates.addressPerMinute >= policy.otpRequestsPerAddressPerMinuteMax) return 'address'
  const ofCard: PressMax = {
    perTenMinutes: policy.otpRequestsPerCardPerTenMinutesMax,
    perDay: policy.otpRequestsPerCardPerDayMax,
  }
  const ofMobile: PressMax = {
    perTenMinutes: policy.otpRequestsPerMobilePerTenMinutesMax,
    perDay: policy.otpRequestsPerMobilePerDayMax,
  }
  if (isOverShare(facts, rates.card, ofCard)) return 'source'
  if (isOver(facts, rates.card, ofCard)) return 'card'
  return isOverShare(facts, rates.mobile, ofMobile) || isOver(facts, rates.mobile, ofMobile) ? 'mobile' : null
}

type PressMax = { perTenMinutes: number; perDay: number }
type SourceKnowledge = Pick<OtpRequestAskFacts, 'isSourceKnown'>

/** A new source's first presses of a day pass over the ten minutes' figure, so that others' presses do not stop them. */
const FIRST_PRESSES = 3
const PLACES_SHARING = 5

/** A place of new sources may use the fifth part of what the other places leave of a day. */
function isOverShare({ isSourceKnown }: SourceKnowledge, counts: PressCounts, { perDay }: PressMax): boolean {
  const share = Math.floor((perDay - (counts.perDay - counts.ofPlacePerDay)) / PLACES_SHARING)
  return !isSourceKnown && counts.perDay < perDay && counts.ofPlacePerDay >= Math.max(1, share)
}

function isOver({ isSourceKnown }: SourceKnowledge, counts: PressCounts, { perTenMinutes, perDay }: PressMax): boolean {
  if (counts.perDay >= perDay) return true
  return counts.perTenMinutes >= perTenMinutes && (isSourceKnown || counts.ofSourcePerDay >= FIRST_PRESSES)
}

// Suppressed requests take part, so that unknown cards answer alike; one over its rate ends nobody else's code.
function listSuperseded({ otpRequests, nowMs, policy, sourceId }: OtpRequestAskFacts): string[] {
  const rankOf = (request: AskedRequest): number => (request.sourceId === sourceId ? 0 : request.isSourceKnown ? 2 : 1)
  const live = otpRequests
    .filter((request) => isLive(request, { nowMs, otpRequestTriesMax: policy.otpRequestTriesMax }))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.requestedAtMs - b.requestedAtMs)
  return live.slice(0, Math.max(0, live.length - policy.liveOtpRequestsMax + 1)).map(({ id }) => id)
}
