export type RegistrationConfirmationFacts = {
  nowMs: number
  /** `suppressed`: a mobile without customer, or over its rate; its code never matches. */
  state: 'sent' | 'suppressed' | 'confirmed' | 'exhausted'
  failedAttempts: number
  expiresAtMs: number
  codeMatches: boolean
  policy: { registrationTriesMax: number }
}

export type RegistrationConfirmationDecision =
  | { outcome: 'confirmed' }
  | { outcome: 'refused'; reason: 'already_confirmed' | 'attempts_exhausted' | 'expired' }
  | { outcome: 'refused'; reason: 'invalid_code'; attemptsLeft: number; exhausts: boolean }

/** Decides the SMS code that proves the mobile. `exhausts`: a sent one becomes exhausted; a suppressed one only counts. */
export function decideRegistrationConfirmation(facts: RegistrationConfirmationFacts): RegistrationConfirmationDecision {
  const { state, failedAttempts, policy } = facts
  if (state === 'confirmed') return { outcome: 'refused', reason: 'already_confirmed' }
  if (state === 'exhausted' || failedAttempts >= policy.registrationTriesMax)
    return { outcome: 'refused', reason: 'attempts_exhausted' }
  if (facts.nowMs >= facts.expiresAtMs) return { outcome: 'refused', reason: 'expired' }
  if (state === 'sent' && facts.codeMatches) return { outcome: 'confirmed' }
  const attemptsLeft = policy.registrationTriesMax - failedAttempts - 1
  return { outcome: 'refused', reason: 'invalid_code', attemptsLeft, exhausts: attemptsLeft === 0 && state === 'sent' }
}
