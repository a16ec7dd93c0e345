import {
  findTokenRefusal,
  type TokenIssued,
  type TokenIssueFacts,
  type TokenIssueRefusal,
} from '#domain/activation/decide-activation-token-issue.ts'

export type ReissueFacts = TokenIssueFacts & { enrollment: NonNullable<TokenIssueFacts['enrollment']> }
export type ReissueRefusal = TokenIssueRefusal | 'enrollment_deactivated' | 'enrollment_not_app'
export type ReissueDecision =
  | (TokenIssued & { enrollmentId: string })
  | { outcome: 'refused'; reason: ReissueRefusal; untilMs: number | null }

/** Decides a token reissued by staff for an app enrollment that exists; the binding in use stays until the new one is confirmed. */
export function decideReissue(facts: ReissueFacts): ReissueDecision {
  const { enrollment, liveToken, nowMs, policy } = facts
  if (enrollment.method !== 'app') return { outcome: 'refused', reason: 'enrollment_not_app', untilMs: null }
  if (enrollment.status === 'deactivated')
    return { outcome: 'refused', reason: 'enrollment_deactivated', untilMs: null }
  const refusal = findTokenRefusal(facts, { typedMobile: null })
  if (refusal !== null) return refusal
  return {
    outcome: 'issued',
    enrollmentId: enrollment.enrollmentId,
    supersedesTokenId: liveToken?.activationTokenId ?? null,
    expiresAtMs: nowMs + policy.activationTokenLifetimeHours * 3_600_000,
  }
}
