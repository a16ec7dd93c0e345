import { findCardRefusal } from '#domain/guard/find-card-refusal.ts'
import { isLive, matchOtpRequest } from '#domain/otp/match-otp-request.ts'
import type { VerificationReason } from '#domain/reason/reason.ts'
import { matchAppBinding } from '#domain/verification/match-app-binding.ts'
import type {
  AppBindingFacts,
  EnrollmentFacts,
  OtpRequestFacts,
  VerificationFacts,
} from '#domain/verification/verification-types.ts'

export type Recognition =
  | { method: 'sms'; reason: VerificationReason; request: OtpRequestFacts }
  | { method: 'app'; reason: VerificationReason; binding: AppBindingFacts; matchedStep: number }
  | { method: null; reason: VerificationReason }

/** `smsOnly`: app codes are not consulted; `otpRequests`: those that are. */
type Consulted = { smsOnly: boolean; otpRequests: readonly OtpRequestFacts[] }

/** Whose code was typed, looked for in the order of docs/channel-api §6. */
export function recogniseCode(facts: VerificationFacts, { smsOnly, otpRequests }: Consulted): Recognition {
  const searchable = facts.codeWellFormed && facts.guard.cardStatus !== 'unknown'
  const sms = searchable ? matchOtpRequest({ ...facts, otpRequests }) : null
  if (sms !== null) return withPermission({ method: 'sms', ...sms }, facts)
  const app = searchable && !smsOnly ? matchAppBinding(facts) : null
  if (app !== null) return withPermission({ method: 'app', ...app }, facts)
  return { method: null, reason: explainMiss(facts) }
}

// A state that forbids is told only to one who holds the right code.
function withPermission(recognition: Exclude<Recognition, { method: null }>, facts: VerificationFacts): Recognition {
  if (recognition.reason !== 'accepted') return recognition
  return { ...recognition, reason: findForbiddance(recognition, facts) ?? 'accepted' }
}

function findForbiddance(
  recognition: Exclude<Recognition, { method: null }>,
  { guard, enrollments, nowMs }: VerificationFacts,
): VerificationReason | null {
  const card = findCardRefusal(guard, nowMs)
  if (card !== null) return card
  const { enrollmentId } = recognition.method === 'sms' ? recognition.request : recognition.binding
  const status = enrollments.find((enrollment) => enrollment.enrollmentId === enrollmentId)?.status
  if (guard.suspended || status === 'suspended') return 'enrollment_suspended'
  return status === 'active' ? null : 'enrollment_pending'
}

function explainMiss(facts: VerificationFacts): VerificationReason {
  if (!facts.codeWellFormed) return 'code_malformed'
  if (facts.guard.cardStatus === 'unknown') return 'card_unknown'
  if (facts.otherPinKindMatches) return 'other_pin_kind'
  const standing = facts.enrollments.filter(isStanding)
  if (standing.length === 0)
    return facts.enrollments.some(({ status }) => status === 'pending') ? 'enrollment_pending' : 'not_enrolled'
  if (standing.some(({ method }) => method === 'app')) return 'code_mismatch'
  const { nowMs, policy } = facts
  const liveSms = facts.otpRequests.some(
    (request) => request.state === 'sent' && isLive(request, { nowMs, otpRequestTriesMax: policy.otpRequestTriesMax }),
  )
  return liveSms ? 'code_mismatch' : 'no_live_code'
}

function isStanding({ status }: EnrollmentFacts): boolean {
  return status === 'active' || status === 'suspended'
}
