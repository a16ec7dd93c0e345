import type { VerificationFacts, VerificationPatch } from '#domain/verification/verification-types.ts'

/** The facts as they stand once the patch is written: requests on one card are decided one after another on these. */
export function applyVerificationPatch(facts: VerificationFacts, patch: VerificationPatch): VerificationFacts {
  return {
    ...facts,
    guard: { ...facts.guard, ...patch.guard },
    otpRequests: facts.otpRequests.map((request) => {
      const change = patch.otpRequests.find(({ id }) => id === request.id)
      if (change === undefined) return request
      return { ...request, tries: request.tries + change.triesDelta, state: change.state ?? request.state }
    }),
    appBindings: facts.appBindings.map((binding) =>
      binding.activationId === patch.appBinding?.activationId ? { ...binding, ...patch.appBinding } : binding,
    ),
  }
}
