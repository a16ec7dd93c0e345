import { isLive, sameBinding } from '#domain/otp/match-otp-request.ts'
import { appCost, canSpend, type SourceStanding } from '#domain/verification/source-budget.ts'
import type { OtpRequestFacts, VerificationFacts } from '#domain/verification/verification-types.ts'

/** What a source's try is compared with, and how many codes it might hit there: its cost if it is wrong. */
export type Reach = { smsOnly: boolean; otpRequests: readonly OtpRequestFacts[]; cost: number }

type ReachFacts = Pick<VerificationFacts, 'nowMs' | 'presented' | 'otpRequests' | 'policy'>
type GuardState = { standing: SourceStanding; isAppClosed: boolean }

/**
 * The widest comparison that the source can pay for: all codes; without live ones of other transactions, of which a match
 * would tell; SMS codes of this transaction alone; or none (null).
 */
export function chooseReach(facts: ReachFacts, { standing, isAppClosed }: GuardState): Reach | null {
  const live = facts.otpRequests.filter((request) => isTriable(request, facts))
  const own = live.filter(({ binding }) => sameBinding(binding, facts.presented))
  const ofOwn = facts.otpRequests.filter((request) => own.includes(request) || !live.includes(request))
  const reaches: Reach[] = [
    { smsOnly: false, otpRequests: facts.otpRequests, cost: appCost(facts.policy) + live.length },
    { smsOnly: false, otpRequests: ofOwn, cost: appCost(facts.policy) + own.length },
    { smsOnly: true, otpRequests: ofOwn, cost: own.length },
  ]
  return reaches.find((reach) => (reach.smsOnly || !isAppClosed) && canSpend(standing, reach.cost, reach)) ?? null
}

/** Live requests of the presented transaction that a code was drawn for. */
export function isAwaited(facts: ReachFacts): boolean {
  return facts.otpRequests.some((request) => isTriable(request, facts) && sameBinding(request.binding, facts.presented))
}

function isTriable(request: OtpRequestFacts, { nowMs, policy }: ReachFacts): boolean {
  return request.hasCode && isLive(request, { nowMs, otpRequestTriesMax: policy.otpRequestTriesMax })
}
