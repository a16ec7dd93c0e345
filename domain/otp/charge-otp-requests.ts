import { isLive, sameBinding } from '#domain/otp/match-otp-request.ts'
import type { OtpRequestFacts, OtpRequestPatch, VerificationFacts } from '#domain/verification/verification-types.ts'

type ChargeFacts = Pick<VerificationFacts, 'nowMs' | 'presented' | 'namedOtpRequestId' | 'otpRequests' | 'policy'>

/**
 * What a wrong code costs: one try of the named request, or of every live request with the presented binding.
 * A name that is dead or unknown counts as none: else naming one would make guessing at the others free.
 */
export function chargeWrongCode(facts: ChargeFacts): OtpRequestPatch[] {
  const live = listLive(facts)
  const named = live.filter((request) => request.id === facts.namedOtpRequestId)
  const charged = named.length > 0 ? named : live.filter((request) => sameBinding(request.binding, facts.presented))
  return charged.map((request) => chargeOne(request, facts))
}

/** What a code for another transaction costs: one try of its own request, which stays live while it has tries left. */
export function chargeMismatch(request: OtpRequestFacts, facts: ChargeFacts): OtpRequestPatch[] {
  return [chargeOne(request, facts)]
}

/** The accepted request is used up; live ones with the same binding are superseded. */
export function consumeOtpRequest(used: OtpRequestFacts, facts: ChargeFacts): OtpRequestPatch[] {
  const twins = listLive(facts).filter(
    (request) => request.id !== used.id && sameBinding(request.binding, used.binding),
  )
  return [
    { id: used.id, triesDelta: 0, state: 'used' },
    ...twins.map(({ id }): OtpRequestPatch => ({ id, triesDelta: 0, state: 'superseded' })),
  ]
}

function listLive({ otpRequests, nowMs, policy }: ChargeFacts): OtpRequestFacts[] {
  return otpRequests.filter((request) => isLive(request, { nowMs, otpRequestTriesMax: policy.otpRequestTriesMax }))
}

function chargeOne({ id, tries, state }: OtpRequestFacts, { policy }: ChargeFacts): OtpRequestPatch {
  const isLast = tries + 1 >= policy.otpRequestTriesMax
  return state === 'sent' && isLast ? { id, triesDelta: 1, state: 'exhausted' } : { id, triesDelta: 1 }
}
