import { type CardFacts, type CardRefusal, findCardRefusal } from '#domain/guard/find-card-refusal.ts'
import { isAhead } from '#domain/otp/is-ahead.ts'
import type { EnrollmentFacts } from '#domain/verification/verification-types.ts'

export type SmsEnrollmentFacts = CardFacts & {
  nowMs: number
  mobilePresent: boolean
  smsMember: boolean
  coolingOffUntilMs: number | null
  /** Staff suspended this card × pinKind, with or without an enrollment on it. */
  suspended: boolean
  /** The SMS enrollment that is not deactivated, or null. */
  enrollment: EnrollmentFacts | null
}

export type SmsEnrollmentRefusal =
  | CardRefusal
  | 'mobile_missing'
  | 'not_sms_member'
  | 'cooling_off'
  | 'enrollment_suspended'

export type SmsEnrollmentDecision =
  | { outcome: 'opened' }
  | { outcome: 'unchanged'; enrollmentId: string }
  | { outcome: 'refused'; reason: SmsEnrollmentRefusal; untilMs: number | null }

/** Decides SMS enrollment at an ATM (docs/channel-api §4). Cooling-off holds back a new enrollment, not one already active. */
export function decideSmsEnrollment(facts: SmsEnrollmentFacts): SmsEnrollmentDecision {
  const { enrollment, coolingOffUntilMs, nowMs } = facts
  const card = findCardRefusal(facts, nowMs)
  if (card !== null) return refuse(card)
  if (!facts.mobilePresent) return refuse('mobile_missing')
  if (!facts.smsMember) return refuse('not_sms_member')
  if (enrollment === null && isAhead(coolingOffUntilMs, nowMs)) return refuse('cooling_off', coolingOffUntilMs)
  if (facts.suspended || enrollment?.status === 'suspended') return refuse('enrollment_suspended')
  return enrollment === null ? { outcome: 'opened' } : { outcome: 'unchanged', enrollmentId: enrollment.enrollmentId }
}

function refuse(reason: SmsEnrollmentRefusal, untilMs: number | null = null): SmsEnrollmentDecision {
  return { outcome: 'refused', reason, untilMs }
}
