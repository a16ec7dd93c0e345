export type ResynchroniseFacts = {
  currentTimeStep: number
  /** Steps looked at on either side of now. */
  windowSteps: number
  lastTimeStep: number | null
  /** Every step in the window whose code equals the first, and the second, code typed. */
  firstCodeSteps: readonly number[]
  secondCodeSteps: readonly number[]
}

export type ResynchroniseDecision =
  | { outcome: 'resynchronised'; driftSteps: number; driftRun: 0; lastTimeStep: number }
  | { outcome: 'refused'; reason: 'codes_not_consecutive' | 'code_already_used' }

/** Two codes of consecutive steps give the drift (RFC 6238 §6); both are used up. The pair nearest to now counts. */
export function resynchronise(facts: ResynchroniseFacts): ResynchroniseDecision {
  const { currentTimeStep, windowSteps, lastTimeStep } = facts
  const second = new Set(facts.secondCodeSteps)
  const pairs = facts.firstCodeSteps
    .map((step) => step + 1)
    .filter((step) => second.has(step) && Math.abs(step - currentTimeStep) <= windowSteps)
    .sort((a, b) => Math.abs(a - currentTimeStep) - Math.abs(b - currentTimeStep))
  if (pairs.length === 0) return { outcome: 'refused', reason: 'codes_not_consecutive' }
  // Both codes of the pair must be fresh, not only the later one.
  const fresh = pairs.find((step) => step - 1 > (lastTimeStep ?? -Infinity))
  if (fresh === undefined) return { outcome: 'refused', reason: 'code_already_used' }
  return { outcome: 'resynchronised', driftSteps: fresh - currentTimeStep, driftRun: 0, lastTimeStep: fresh }
}
