import type { ActivationTokenStatus } from '#domain/activation/activation-token-state.ts'
import { type CardFacts, type CardRefusal, findCardRefusal } from '#domain/guard/find-card-refusal.ts'
import { isAhead } from '#domain/otp/is-ahead.ts'
import type { EnrollmentFacts } from '#domain/verification/verification-types.ts'

export type IssuedTokenFacts = { activationTokenId: string; status: ActivationTokenStatus; tried: boolean }

export type TokenIssuePolicy = {
  activationTokenLifetimeHours: number
  tokensPerTehranDayMax: number
  lostAnswerTokensPerDayMax: number
}

export type TokenIssueFacts = CardFacts & {
  nowMs: number
  /** The customer's mobile in one spelling; null when the bank has none. */
  mobile: string | null
  coolingOffUntilMs: number | null
  /** Installations on that mobile that are registered or active. */
  installationsOnMobile: number
  /** Staff suspended this card × pinKind, with or without an enrollment on it. */
  suspended: boolean
  /** The app enrollment that is not deactivated, or null. */
  enrollment: EnrollmentFacts | null
  /** The enrollment's token that can still be redeemed, or null; it may have been issued on an earlier day. */
  liveToken: IssuedTokenFacts | null
  /** Every token of the enrollment issued in this Tehran day, the live one too. */
  issuedToday: readonly IssuedTokenFacts[]
  policy: TokenIssuePolicy
}

export type TokenIssueRefusal =
  | CardRefusal
  | 'mobile_missing'
  | 'mobile_mismatch'
  | 'cooling_off'
  | 'app_not_registered'
  | 'enrollment_suspended'
  | 'daily_limit'

export type TokenIssueRefused = { outcome: 'refused'; reason: TokenIssueRefusal; untilMs: number | null }

/** `enrollmentId` null: a pending enrollment is opened with the token. */
export type TokenIssued = {
  outcome: 'issued'
  enrollmentId: string | null
  supersedesTokenId: string | null
  expiresAtMs: number
}

/** Decides a token asked for at an ATM (docs/channel-api §4); `typedMobile` in the same spelling as `mobile`. */
export function decideActivationTokenIssue(
  facts: TokenIssueFacts & { typedMobile: string },
): TokenIssued | TokenIssueRefused {
  const refusal = findTokenRefusal(facts, { typedMobile: facts.typedMobile })
  if (refusal !== null) return refusal
  return {
    outcome: 'issued',
    enrollmentId: facts.enrollment?.enrollmentId ?? null,
    supersedesTokenId: facts.liveToken?.activationTokenId ?? null,
    expiresAtMs: facts.nowMs + facts.policy.activationTokenLifetimeHours * 3_600_000,
  }
}

/** The first refusal in the contract's order, or null. `typedMobile` null: nobody typed one. */
export function findTokenRefusal(
  facts: TokenIssueFacts,
  { typedMobile }: { typedMobile: string | null },
): TokenIssueRefused | null {
  const card = findCardRefusal(facts, facts.nowMs)
  if (card !== null) return refuse(card)
  if (facts.mobile === null) return refuse('mobile_missing')
  if (typedMobile !== null && typedMobile !== facts.mobile) return refuse('mobile_mismatch')
  if (isAhead(facts.coolingOffUntilMs, facts.nowMs)) return refuse('cooling_off', facts.coolingOffUntilMs)
  if (facts.installationsOnMobile === 0) return refuse('app_not_registered')
  if (facts.suspended || facts.enrollment?.status === 'suspended') return refuse('enrollment_suspended')
  return countTokensToday(facts) >= facts.policy.tokensPerTehranDayMax ? refuse('daily_limit') : null
}

/** Tokens of the day against the limit: one superseded before anybody tried it was a lost answer and is free, within its own limit. */
export function countTokensToday({
  issuedToday,
  liveToken,
  policy,
}: Pick<TokenIssueFacts, 'issuedToday' | 'liveToken' | 'policy'>): number {
  const lost = issuedToday.filter(
    ({ activationTokenId, status, tried }) =>
      !tried && (status === 'superseded' || activationTokenId === liveToken?.activationTokenId),
  )
  return issuedToday.length - Math.min(lost.length, policy.lostAnswerTokensPerDayMax)
}

function refuse(reason: TokenIssueRefusal, untilMs: number | null = null): TokenIssueRefused {
  return { outcome: 'refused', reason, untilMs }
}
