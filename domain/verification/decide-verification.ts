import { countWrongTry, readLock, resetOnAcceptance } from '#domain/guard/guard.ts'
import { chooseReach, type Reach } from '#domain/operator/choose-reach.ts'
import { chargeMismatch, chargeWrongCode, consumeOtpRequest } from '#domain/otp/charge-otp-requests.ts'
import { learnDrift } from '#domain/otp/learn-drift.ts'
import { type Recognition, recogniseCode } from '#domain/otp/recognise-code.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import { explainVerification } from '#domain/verification/explain-verification.ts'
import {
  anywhereElse,
  countSourceTry,
  knowSource,
  type SourceStanding,
  standSource,
} from '#domain/verification/source-budget.ts'
import type {
  AppBindingPatch,
  GuardCounters,
  LockedNow,
  OtpRequestPatch,
  SourceId,
  VerificationDecision,
  VerificationFacts,
} from '#domain/verification/verification-types.ts'

/** Decides one use of a code (docs/channel-api §6): the verdict, and the patch to write while the guard has not moved. */
export function decideVerification(facts: VerificationFacts): VerificationDecision {
  const { reach, lock } = chooseComparison(facts)
  if (reach === null) return decideLocked(facts, { lock: lock(), charges: [], cost: null })
  const recognition = recogniseCode(facts, reach)
  if (recognition.reason === 'accepted') return decideAccepted(facts, recognition)
  return decideRefused(facts, { recognition, reach, lock: lock() })
}

/** The same verdict where it is an acceptance, else null: who is still searching need not know what a refusal would cost. */
export function findAcceptance(facts: VerificationFacts): VerificationDecision | null {
  const { reach } = chooseComparison(facts)
  const recognition = reach && recogniseCode(facts, reach)
  return recognition?.reason === 'accepted' ? decideAccepted(facts, recognition) : null
}

/** `reach`: null: with nothing. `lock`: what a refusal is answered with. */
type Comparison = { reach: Reach | null; lock: () => Lock | null }

function chooseComparison(facts: VerificationFacts): Comparison {
  return facts.source === null ? compareByCard(facts) : compareBySource(facts, facts.source)
}

/** At an ATM: the card's own counts. */
function compareByCard(facts: VerificationFacts): Comparison {
  const lock = readLock({ guard: facts.guard, nowMs: facts.nowMs })
  const isOpen = lock === null || lock.kind === 'app'
  const reach = isOpen ? { smsOnly: lock !== null, otpRequests: facts.otpRequests, cost: 1 } : null
  return { reach, lock: () => lock }
}

/** Through a gateway: what the source may still spend says what its try is compared with. */
function compareBySource(facts: VerificationFacts, source: SourceId): Comparison {
  const { guard, nowMs, policy } = facts
  const standing = standSource({ guard, source, nowMs, policy })
  const lock = readLock({ guard, nowMs })
  const isOpen = lock === null || lock.kind === 'app' || (lock.kind === 'all' && standing.isKnown)
  if (!isOpen) return { reach: null, lock: () => lock }
  const ofCard = lock?.kind === 'app' ? lock : null
  const ofSource: LockedNow | null =
    standing.appClosedUntilMs === null ? null : { kind: 'app', untilMs: standing.appClosedUntilMs }
  const appLock = ofCard ?? ofSource
  const reach = chooseReach(facts, { standing, isAppClosed: appLock !== null })
  if (reach !== null && !reach.smsOnly) return { reach, lock: () => null }
  const lockOfSpent = (): Lock => findLockOfSpent(facts, { standing, reach, isAppClosed: ofCard !== null })
  return { reach, lock: reach === null ? lockOfSpent : () => appLock ?? lockOfSpent() }
}

type Spent = { standing: SourceStanding; reach: Reach | null; isAppClosed: boolean }

/** What a place that never tried could not pay for either is closed to every new one, not to this. */
function findLockOfSpent(facts: VerificationFacts, { standing, reach, isAppClosed }: Spent): Lock {
  const elsewhere = standSource({ ...facts, source: anywhereElse })
  const wider = chooseReach(facts, { standing: elsewhere, isAppClosed })
  const isOpenElsewhere = wider !== null && (reach === null || !wider.smsOnly)
  if (isOpenElsewhere) return { kind: 'source', untilMs: standing.moreAtMs() }
  return { kind: 'all', untilMs: elsewhere.moreAtMs() }
}

type SourceLock = { kind: 'source'; untilMs: number }
type Lock = LockedNow | SourceLock

type Refused = { recognition: Recognition; reach: Reach; lock: Lock | null }

function decideRefused(facts: VerificationFacts, { recognition, reach, lock }: Refused): VerificationDecision {
  const charges = chargeRejection(facts, recognition)
  const isCountable = publicAnswers[recognition.reason].counted === true
  const isRightSmsCode = publicAnswers[recognition.reason].reason === 'not_permitted'
  const mightHit = facts.source === null ? charges.length > 0 : reach.cost > 0
  if (lock !== null && !isRightSmsCode)
    return decideLocked(facts, { lock, charges, cost: isCountable && mightHit ? reach.cost : null })
  return decideRejected(facts, { recognition, charges, cost: isCountable ? reach.cost : null })
}

function decideAccepted(facts: VerificationFacts, recognition: Recognition): VerificationDecision {
  const { nowMs, policy, source } = facts
  const counters = pickCounters(facts.guard)
  const known = source && { sources: knowSource({ guard: counters, source, nowMs, policy }) }
  return {
    ...identify(facts, recognition),
    outcome: 'accepted',
    reason: 'accepted',
    counted: false,
    attemptsLeft: null,
    details: {},
    lockedNow: null,
    patch: {
      guard: { ...resetOnAcceptance({ guard: counters, nowMs, policy }), ...known },
      otpRequests: recognition.method === 'sms' ? consumeOtpRequest(recognition.request, facts) : [],
      appBinding: consumeTimeStep(facts, recognition),
    },
  }
}

/** `cost`: null: not counted. */
type Rejection = { charges: OtpRequestPatch[]; cost: number | null }

function decideRejected(
  facts: VerificationFacts,
  { recognition, charges, cost }: Rejection & { recognition: Recognition },
): VerificationDecision {
  const { reason } = recognition
  const answered = publicAnswers[reason].reason
  return {
    ...identify(facts, recognition),
    ...closePatch(facts, { charges, cost }),
    method: answered === 'invalid_code' || answered === 'locked' ? null : recognition.method,
    reason,
    attemptsLeft: answered === 'locked' ? null : countAttemptsLeft(facts, charges),
    details: explainVerification(facts, recognition),
  }
}

function decideLocked(
  facts: VerificationFacts,
  { lock, charges, cost }: Rejection & { lock: Lock | null },
): VerificationDecision {
  return {
    ...identify(facts, null),
    ...closePatch(facts, { charges, cost }),
    reason: lock?.kind === 'source' ? 'source_locked' : 'enrollment_locked',
    attemptsLeft: null,
    details: { untilMs: lock?.untilMs ?? null },
  }
}

function chargeRejection(facts: VerificationFacts, recognition: Recognition): OtpRequestPatch[] {
  const answered = publicAnswers[recognition.reason].reason
  if (answered === 'transaction_mismatch' && recognition.method === 'sms')
    return chargeMismatch(recognition.request, facts)
  // Whatever is answered alike costs alike, so that attemptsLeft does not tell which it was.
  return answered === 'invalid_code' ? chargeWrongCode(facts) : []
}

function closePatch(
  { guard, source, nowMs, policy }: VerificationFacts,
  { charges, cost }: Rejection,
): Pick<VerificationDecision, 'outcome' | 'counted' | 'lockedNow' | 'patch'> {
  const counted = { guard: pickCounters(guard), nowMs, policy }
  const ofSource = cost !== null && source !== null ? countSourceTry({ ...counted, source, cost }) : null
  const count = ofSource ?? (cost !== null ? countWrongTry(counted) : null)
  return {
    outcome: 'rejected',
    counted: cost !== null,
    lockedNow: count?.lockedNow ?? null,
    patch: { guard: count?.guard ?? null, otpRequests: charges, appBinding: null },
  }
}

function identify(
  { namedOtpRequestId, otpRequests }: VerificationFacts,
  recognition: Recognition | null,
): Pick<VerificationDecision, 'method' | 'enrollmentId' | 'activationId' | 'deviceId' | 'otpRequestId'> {
  const named = otpRequests.find(({ id }) => id === namedOtpRequestId)?.id ?? null
  if (recognition?.method === 'sms') {
    const { id, enrollmentId } = recognition.request
    return { method: 'sms', enrollmentId, activationId: null, deviceId: null, otpRequestId: id }
  }
  if (recognition?.method === 'app') {
    const { enrollmentId, activationId, deviceId } = recognition.binding
    return { method: 'app', enrollmentId, activationId, deviceId, otpRequestId: named }
  }
  return { method: null, enrollmentId: null, activationId: null, deviceId: null, otpRequestId: named }
}

function countAttemptsLeft(
  { namedOtpRequestId, otpRequests, policy }: VerificationFacts,
  charges: OtpRequestPatch[],
): number | null {
  const named = otpRequests.find(({ id }) => id === namedOtpRequestId)
  if (named === undefined) return null
  const charged = charges.find(({ id }) => id === named.id)?.triesDelta ?? 0
  return Math.max(0, policy.otpRequestTriesMax - named.tries - charged)
}

function consumeTimeStep(facts: VerificationFacts, found: Recognition): AppBindingPatch | null {
  if (found.method !== 'app') return null
  const offsetSteps = found.matchedStep - facts.currentTimeStep
  const drift = learnDrift(found.binding, { offsetSteps, driftMaxSteps: facts.policy.driftMaxSteps })
  return { activationId: found.binding.activationId, lastTimeStep: found.matchedStep, ...drift }
}

function pickCounters({
  cardStatus,
  cardExpiresAtMs,
  suspended,
  ...counters
}: VerificationFacts['guard']): GuardCounters {
  return counters
}
