import type { Recognition } from '#domain/otp/recognise-code.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import type { VerificationDetails, VerificationFacts } from '#domain/verification/verification-types.ts'

type ExplainFacts = Pick<VerificationFacts, 'nowMs' | 'currentTimeStep' | 'presented'>

/** What the bank's log adds to the reason: how late, how far adrift, what was asked and what presented. */
export function explainVerification(
  { nowMs, currentTimeStep, presented }: ExplainFacts,
  found: Recognition,
): VerificationDetails {
  if (found.method === 'app')
    return found.reason === 'app_code_drifted' ? { driftSteps: found.matchedStep - currentTimeStep } : {}
  if (found.method !== 'sms') return {}
  if (found.reason === 'code_expired')
    return { secondsLate: Math.max(1, Math.ceil((nowMs - found.request.expiresAtMs) / 1000)) }
  const isMismatch = publicAnswers[found.reason].reason === 'transaction_mismatch'
  return isMismatch && presented !== null ? { asked: found.request.binding, presented } : {}
}
