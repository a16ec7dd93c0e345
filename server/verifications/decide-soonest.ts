import { decideVerification, findAcceptance } from '#domain/verification/decide-verification.ts'
import type { VerificationDecision, VerificationFacts } from '#domain/verification/verification-types.ts'
import type { CodeMatches } from '#server/verifications/match-code.ts'

export type KnownFacts = Omit<VerificationFacts, keyof CodeMatches>

/** No search finds what takes an acceptance back; a refusal waits for the last, so that all take as long. */
export function decideSoonest(known: KnownFacts, searches: Iterable<CodeMatches>): VerificationDecision {
  let facts: VerificationFacts | null = null
  for (const matches of searches) {
    facts = { ...known, ...matches }
    const accepted = findAcceptance(facts)
    if (accepted) return accepted
  }
  if (facts === null) throw new Error('a code is decided after at least one search')
  return decideVerification(facts)
}
