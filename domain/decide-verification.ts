import { chargeMismatch, chargeWrongCode, consumeOtpRequest } from '#domain/charge-otp-requests.ts'
import { explainVerification } from '#domain/explain-verification.ts'
import { countWrongTry, readLock, resetOnAcceptance } from '#domain/guard.ts'
import { learnDrift } from '#domain/learn-drift.ts'
import { publicAnswers } from '#domain/public-answer.ts'
import { type Recognition, recogniseCode } from '#domain/recognise-code.ts'
import type {
  AppBindingPatch,
  GuardCounters,
  LockedNow,
  OtpRequestPatch,
  VerificationDecision,
  VerificationFacts,
} from '#domain/verification-types.ts'

/** Decides one use of a code (docs/channel-api §6): the verdict, and the patch to write while the guard has not moved. */
export function decideVerification(facts: VerificationFacts): VerificationDecision {
  const lock = readLock({ guard: facts.guard, nowMs: facts.nowMs })
  if (lock !== null && lock.kind !== 'app') return decideLocked(facts, { lock, charges: [], counted: false })
  const recognition = recogniseCode(facts, { smsOnly: lock !== null })
  if (recognition.reason === 'accepted') return decideAccepted(facts, recognition)
  const charges = chargeRejection(facts, recognition)
  const isCountable = publicAnswers[recognition.reason].counted === true
  const isRightSmsCode = publicAnswers[recognition.reason].reason === 'not_permitted'
  if (lock !== null && !isRightSmsCode)
    return decideLocked(facts, { lock, charges, counted: isCountable && charges.length > 0 })
  return decideRejected(facts, { recognition, charges, counted: isCountable })
}

function decideAccepted(facts: VerificationFacts, recognition: Recognition): VerificationDecision {
  const { nowMs, policy } = facts
  return {
    ...identify(facts, recognition),
    outcome: 'accepted',
    reason: 'accepted',
    counted: false,
    attemptsLeft: null,
    details: {},
    lockedNow: null,
    patch: {
      guard: resetOnAcceptance({ guard: pickCounters(facts.guard), nowMs, policy }),
      otpRequests: recognition.method === 'sms' ? consumeOtpRequest(recognition.request, facts) : [],
      appBinding: consumeTimeStep(facts, recognition),
    },
  }
}

type Rejection = { charges: OtpRequestPatch[]; counted: boolean }

function decideRejected(
  facts: VerificationFacts,
  { recognition, charges, counted }: Rejection & { recognition: Recognition },
): VerificationDecision {
  const { reason } = recognition
  const answered = publicAnswers[reason].reason
  return {
    ...identify(facts, recognition),
    ...closePatch(facts, { charges, counted }),
    method: answered === 'invalid_code' || answered === 'locked' ? null : recognition.method,
    reason,
    attemptsLeft: answered === 'locked' ? null : countAttemptsLeft(facts, charges),
    details: explainVerification(facts, recognition),
  }
}

function decideLocked(
  facts: VerificationFacts,
  { lock, charges, counted }: Rejection & { lock: LockedNow },
): VerificationDecision {
  return {
    ...identify(facts, null),
    ...closePatch(facts, { charges, counted }),
    reason: 'enrollment_locked',
    attemptsLeft: null,
    details: { untilMs: lock.untilMs },
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
  { guard, nowMs, policy }: VerificationFacts,
  { charges, counted }: Rejection,
): Pick<VerificationDecision, 'outcome' | 'counted' | 'lockedNow' | 'patch'> {
  const count = counted ? countWrongTry({ guard: pickCounters(guard), nowMs, policy }) : null
  return {
    outcome: 'rejected',
    counted,
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
