import type { VerificationReason } from '#domain/reason/reason.ts'

export type PinKind = 'first' | 'second'
export type Method = 'sms' | 'app'
export type EnrollmentStatus = 'pending' | 'active' | 'suspended' | 'deactivated'
export type OtpRequestState = 'sent' | 'used' | 'expired' | 'superseded' | 'exhausted' | 'ended' | 'suppressed'
export type BindingEndedReason =
  | 'device_deactivated'
  | 'device_blocked'
  | 'device_replaced'
  | 'enrollment_deactivated'
  | 'mobile_changed'
  | 'superseded'
  | 'lapsed'
  | 'exhausted'

/** What an SMS code is bound to. `amount` in rials; `accountKey` is the folded account or a keyed digest of it. */
export type TransactionBinding = {
  processType: string | null
  amount: number | null
  merchantId: string | null
  terminalId: string
  accountKey: string | null
}

/** Who asks at a card, by digests: a place that the gateway vouches for, and within it whoever sits there. */
export type SourceId = { id: string; place: string }

/** One source's counts at a guard, of the guard's day; what it spent in chances (`domain/verification/source-budget.ts`). */
export type SourceCounters = SourceId & {
  runCount: number
  closingStep: number
  appClosedUntilMs: number | null
  lastCountedAtMs: number | null
  /** In this spell as a new source, in earlier spells, and as a known one. */
  spent: number
  spentBefore: number
  spentKnown: number
  /** When a code of this card was last accepted from it; null: not known. */
  goodAtMs: number | null
}

/** The counters of one PAN × pinKind, written as a whole under the guard's version. */
export type GuardCounters = {
  runCount: number
  heldCount: number
  dayCount: number
  /** Tehran calendar day `YYYY-MM-DD` that `dayCount` belongs to; null before the first counted try. */
  day: string | null
  /** 0…3: the closings that came before the next one. */
  closingStep: number
  appClosedUntilMs: number | null
  allClosedUntilMs: number | null
  heldSinceMs: number | null
  lastCountedAtMs: number | null
  sources: readonly SourceCounters[]
}

export type GuardFacts = GuardCounters & {
  cardStatus: 'unknown' | 'active' | 'blocked'
  cardExpiresAtMs: number | null
  suspended: boolean
}

export type EnrollmentFacts = { enrollmentId: string; method: Method; status: EnrollmentStatus }

export type OtpRequestFacts = {
  id: string
  /** The SMS enrollment it was sent under; null for a suppressed one. Once that is deactivated the code is `not_enrolled`. */
  enrollmentId: string | null
  requestedAtMs: number
  expiresAtMs: number
  /** A suppressed request that is superseded becomes `superseded` too; its suppression reason stays on the row. */
  state: OtpRequestState
  tries: number
  /** A code was drawn for it that a try might hit; none is for one suppressed for a rate. */
  hasCode: boolean
  /** Always false for a request that was never sent. */
  codeMatches: boolean
  binding: TransactionBinding
}

export type AppBindingFacts = {
  activationId: string
  enrollmentId: string
  deviceId: string
  status: 'active' | 'unconfirmed' | 'ended'
  endedReason: BindingEndedReason | null
  lastTimeStep: number | null
  driftSteps: number
  /** Signed count of acceptances in a row on one side of the drift. */
  driftRun: number
  /** The step nearest to now, within the diagnosis window, whose code equals the typed one. */
  matchedStep: number | null
}

export type VerificationPolicy = {
  otpRequestTriesMax: number
  guardRunMax: number
  guardDayMax: number
  guardHeldMax: number
  /** Durations of the first, second and every later closing. */
  guardLadderSeconds: readonly number[]
  guardFallbackSeconds: number
  appWindowSteps: number
  driftMaxSteps: number
  newSourceChancesPerDayMax: number
  knownSourceChancesPerDayMax: number
  knownSourceHours: number
}

export type VerificationFacts = {
  nowMs: number
  currentTimeStep: number
  pinKind: PinKind
  /** Null at an ATM or POS: the card itself is there. */
  source: SourceId | null
  codeWellFormed: boolean
  /** null: the call carries no binding (ATM). */
  presented: TransactionBinding | null
  namedOtpRequestId: string | null
  guard: GuardFacts
  enrollments: readonly EnrollmentFacts[]
  otpRequests: readonly OtpRequestFacts[]
  appBindings: readonly AppBindingFacts[]
  otherPinKindMatches: boolean
  policy: VerificationPolicy
}

export type VerificationDetails = {
  secondsLate?: number
  driftSteps?: number
  asked?: TransactionBinding
  presented?: TransactionBinding
  /** null: until staff release it. */
  untilMs?: number | null
}

/** What this try closed, worst first: `held` until staff release it, `all` until Tehran midnight, `app` for a ladder step. */
export type LockedNow = { kind: 'app' | 'all' | 'held'; untilMs: number | null }

export type OtpRequestPatch = { id: string; triesDelta: number; state?: 'used' | 'superseded' | 'exhausted' }
export type AppBindingPatch = { activationId: string; lastTimeStep: number; driftSteps: number; driftRun: number }

/** Written only while the guard's version is the one that was read. A null part is left as it is. */
export type VerificationPatch = {
  guard: GuardCounters | null
  otpRequests: OtpRequestPatch[]
  appBinding: AppBindingPatch | null
}

export type VerificationDecision = {
  outcome: 'accepted' | 'rejected'
  reason: VerificationReason
  /** As answered: null unless accepted, expired, mismatched or not permitted. */
  method: Method | null
  enrollmentId: string | null
  activationId: string | null
  deviceId: string | null
  /** The request the code belongs to, else the named one when it is of this card. */
  otpRequestId: string | null
  counted: boolean
  /** As answered: null when no known request is named, on acceptance and on `locked`. */
  attemptsLeft: number | null
  details: VerificationDetails
  lockedNow: LockedNow | null
  patch: VerificationPatch
}
