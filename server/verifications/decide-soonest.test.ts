import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideVerification } from '#domain/verification/decide-verification.ts'
import {
  makeBinding,
  makeFacts,
  makeGuard,
  makeRequest,
  noonMs,
} from '#domain/verification/verification-facts.fixture.ts'
import type { AppBindingFacts, VerificationFacts } from '#domain/verification/verification-types.ts'
import { decideSoonest } from '#server/verifications/decide-soonest.ts'
import type { CodeMatches } from '#server/verifications/match-code.ts'

const steps = fc.option(fc.integer({ min: -12, max: 12 }))
const requests = fc.array(
  fc.record({
    codeMatches: fc.boolean(),
    state: fc.constantFrom('sent' as const, 'used' as const, 'superseded' as const),
    requestedAtMs: fc.constantFrom(noonMs - 30_000, noonMs - 300_000),
    tries: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 3 },
)
const bindings = fc.array(
  fc.record({ offset: steps, status: fc.constantFrom('active' as const, 'ended' as const, 'unconfirmed' as const) }),
  { maxLength: 3 },
)
const guards = fc.record({
  appClosedUntilMs: fc.constantFrom(null, noonMs + 60_000),
  allClosedUntilMs: fc.constantFrom(null, null, noonMs + 60_000),
  suspended: fc.boolean(),
})

/** The facts as each of the four searches knows them. */
function searchesOf(facts: VerificationFacts): CodeMatches[] {
  const { otpRequests, appBindings, otherPinKindMatches } = facts
  const isNear = ({ matchedStep, driftSteps }: AppBindingFacts): boolean =>
    matchedStep !== null && Math.abs(matchedStep - facts.currentTimeStep - driftSteps) <= facts.policy.appWindowSteps
  const knowingNear = (): CodeMatches['appBindings'] =>
    knowing(1).map((binding) => (isNear(binding) ? binding : { ...binding, matchedStep: null }))
  const knowing = (count: number): CodeMatches['appBindings'] =>
    appBindings.map((binding, slot) => (slot < count ? binding : { ...binding, matchedStep: null }))
  return [
    { otpRequests, appBindings: knowing(0), otherPinKindMatches: false },
    { otpRequests, appBindings: knowingNear(), otherPinKindMatches: false },
    { otpRequests, appBindings: knowing(1), otherPinKindMatches: false },
    { otpRequests, appBindings, otherPinKindMatches },
  ]
}

test('a decision that stops at the first acceptance is the decision of all that could be found', () => {
  fc.assert(
    fc.property(requests, bindings, guards, fc.boolean(), (sent, bound, guard, otherPinKindMatches) => {
      const [bare] = [makeFacts()]
      // At most one binding of a card and PIN is active, and it stands first.
      const appBindings = bound.map(({ offset, status }, slot) => {
        const matchedStep = offset === null ? null : bare.currentTimeStep + offset
        const ended = { status: 'ended' as const, endedReason: 'device_replaced' as const }
        const standing = status === 'active' && slot > 0 ? ended : { status }
        return makeBinding({ activationId: `activation-${slot}`, matchedStep, ...standing })
      })
      const otpRequests = sent.map((request, place) => makeRequest({ id: `request-${place}`, ...request }))
      const facts = makeFacts({ appBindings, otpRequests, otherPinKindMatches, guard: makeGuard(guard) })
      expect(decideSoonest(facts, searchesOf(facts))).toEqual(decideVerification(facts))
    }),
    { numRuns: 2_000 },
  )
})

test('a refusal waits for every search, whatever they find', () => {
  for (const facts of [
    makeFacts(),
    makeFacts({ otpRequests: [makeRequest({ codeMatches: true, state: 'used' })] }),
    makeFacts({
      guard: makeGuard({ allClosedUntilMs: noonMs + 1 }),
      otpRequests: [makeRequest({ codeMatches: true })],
    }),
  ]) {
    let searched = 0
    const searches = searchesOf(facts)
      .values()
      .map((matches) => {
        searched += 1
        return matches
      })
    expect(decideSoonest(facts, searches).outcome).toBe('rejected')
    expect(searched).toBe(4)
  }
})

test('a right SMS code is accepted by the first search alone', () => {
  const facts = makeFacts({ otpRequests: [makeRequest({ codeMatches: true })] })
  const [first] = searchesOf(facts)
  expect(decideSoonest(facts, first ? [first] : []).outcome).toBe('accepted')
})
