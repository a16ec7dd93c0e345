import type { ActivationTokenStatus } from '#domain/activation/activation-token-state.ts'

export type RedemptionFacts = {
  nowMs: number
  /** The part whose alphabet, length or check character is wrong, the receipt part first. */
  mistypedPart: 'receipt' | 'sms' | null
  /** This installation's unknown receipt parts within `deviceReceiptWindowSeconds`. */
  deviceFailures: number
  /** Found by the receipt part; null when there is none or it is not of this installation's mobile. */
  token: {
    status: ActivationTokenStatus
    expiresAtMs: number
    failedAttempts: number
    smsPartMatches: boolean
    /** An installation was bound with it once, whatever became of that. */
    wasRedeemed: boolean
  } | null
  /** Staff suspended the token's card × pinKind, or its enrollment. */
  suspended: boolean
  policy: { smsPartTriesMax: number; deviceReceiptTriesMax: number; activationLapseHours: number }
}

export type RedemptionDecision =
  | { outcome: 'redeemed'; lapsesAtMs: number }
  | { outcome: 'refused'; reason: 'rate_limited' }
  | { outcome: 'refused'; reason: 'mistyped'; part: 'receipt' | 'sms' }
  /** `charge`: whose try it cost; `exhausts`: the token ends with it. */
  | {
      outcome: 'refused'
      reason: 'invalid_token'
      attemptsLeft: number
      charge: 'device' | 'token' | null
      exhausts: boolean
    }
  | {
      outcome: 'refused'
      reason: 'attempts_exhausted' | 'already_redeemed' | 'superseded' | 'expired' | 'enrollment_suspended'
    }

/** Decides a token typed into the app, in the order of docs/channel-api §5: its state is told only to one who has both parts. */
export function decideRedemption(facts: RedemptionFacts): RedemptionDecision {
  const { token, policy, deviceFailures } = facts
  if (deviceFailures >= policy.deviceReceiptTriesMax) return { outcome: 'refused', reason: 'rate_limited' }
  if (facts.mistypedPart !== null) return { outcome: 'refused', reason: 'mistyped', part: facts.mistypedPart }
  if (token === null) {
    const attemptsLeft = policy.deviceReceiptTriesMax - deviceFailures - 1
    return { outcome: 'refused', reason: 'invalid_token', attemptsLeft, charge: 'device', exhausts: false }
  }
  if (!token.smsPartMatches) return refuseSmsPart(token, policy.smsPartTriesMax)
  const reason = findStateRefusal(token, facts)
  if (reason !== null) return { outcome: 'refused', reason }
  if (facts.suspended) return { outcome: 'refused', reason: 'enrollment_suspended' }
  return { outcome: 'redeemed', lapsesAtMs: facts.nowMs + policy.activationLapseHours * 3_600_000 }
}

function refuseSmsPart(token: NonNullable<RedemptionFacts['token']>, smsPartTriesMax: number): RedemptionDecision {
  const left = Math.max(0, smsPartTriesMax - token.failedAttempts)
  return {
    outcome: 'refused',
    reason: 'invalid_token',
    attemptsLeft: Math.max(0, left - 1),
    charge: left > 0 ? 'token' : null,
    exhausts: left === 1 && token.status === 'issued',
  }
}

function findStateRefusal(
  token: NonNullable<RedemptionFacts['token']>,
  { nowMs, policy }: RedemptionFacts,
): 'attempts_exhausted' | 'already_redeemed' | 'superseded' | 'expired' | null {
  if (token.failedAttempts >= policy.smsPartTriesMax) return 'attempts_exhausted'
  switch (token.status) {
    case 'exhausted':
      return 'attempts_exhausted'
    case 'redeemed':
    case 'confirmed':
    case 'lapsed':
      return 'already_redeemed'
    case 'superseded':
      return token.wasRedeemed ? 'already_redeemed' : 'superseded'
    case 'expired':
    case 'ended':
      return 'expired'
    case 'issued':
      return nowMs >= token.expiresAtMs ? 'expired' : null
  }
}
