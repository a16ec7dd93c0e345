import { type AppMatchReason, rankOf } from '#domain/reason/reason.ts'
import type { AppBindingFacts, VerificationFacts } from '#domain/verification/verification-types.ts'

export type AppBindingMatch = { reason: AppMatchReason; binding: AppBindingFacts; matchedStep: number }

type MatchFacts = Pick<VerificationFacts, 'currentTimeStep' | 'appBindings' | 'enrollments' | 'policy'>

/** Finds the app binding whose code was typed, the living before the ended. Consumes nothing. */
export function matchAppBinding(facts: MatchFacts): AppBindingMatch | null {
  const found: AppBindingMatch[] = []
  for (const binding of facts.appBindings) {
    if (binding.matchedStep === null) continue
    found.push({ reason: classify(binding, binding.matchedStep, facts), binding, matchedStep: binding.matchedStep })
  }
  found.sort((a, b) => rankOf('app', a.reason) - rankOf('app', b.reason))
  return found[0] ?? null
}

function classify(binding: AppBindingFacts, matchedStep: number, facts: MatchFacts): AppMatchReason {
  if (binding.status === 'unconfirmed') return 'enrollment_pending'
  if (binding.status === 'ended') return readEnding(binding)
  const enrollment = facts.enrollments.find((own) => own.enrollmentId === binding.enrollmentId)
  if (enrollment === undefined || enrollment.status === 'deactivated') return 'not_enrolled'
  if (matchedStep <= (binding.lastTimeStep ?? -Infinity)) return 'code_already_used'
  const offsetSteps = matchedStep - facts.currentTimeStep
  return Math.abs(offsetSteps - binding.driftSteps) <= facts.policy.appWindowSteps ? 'accepted' : 'app_code_drifted'
}

function readEnding(binding: AppBindingFacts): AppMatchReason {
  switch (binding.endedReason) {
    case 'device_deactivated':
    case 'device_blocked':
    case 'device_replaced':
      return binding.endedReason
    default:
      return 'not_enrolled'
  }
}
