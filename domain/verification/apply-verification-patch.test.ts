import { expect, test } from 'vitest'
import { openGuard } from '#domain/guard/guard.ts'
import { applyVerificationPatch } from '#domain/verification/apply-verification-patch.ts'
import { makeBinding, makeFacts, makeGuard, makeRequest } from '#domain/verification/verification-facts.fixture.ts'
import type { VerificationPatch } from '#domain/verification/verification-types.ts'

const nothing: VerificationPatch = { guard: null, otpRequests: [], appBinding: null }
const facts = makeFacts({
  guard: makeGuard({ cardStatus: 'blocked', runCount: 2 }),
  otpRequests: [makeRequest({ id: 'a', tries: 1 }), makeRequest({ id: 'b', tries: 1 })],
  appBindings: [makeBinding({ activationId: 'old', status: 'ended' }), makeBinding({ activationId: 'living' })],
})

test('a patch that changes nothing leaves the facts as they were', () => {
  expect(applyVerificationPatch(facts, nothing)).toEqual(facts)
})

test('counters take the place of the guard’s, and the card’s state stays', () => {
  const { guard } = applyVerificationPatch(facts, { ...nothing, guard: { ...openGuard, runCount: 3 } })
  expect(guard).toEqual(makeGuard({ cardStatus: 'blocked', runCount: 3 }))
})

test('a try is added to the request it cost, and its state changes only when the patch says so', () => {
  const charged = applyVerificationPatch(facts, { ...nothing, otpRequests: [{ id: 'a', triesDelta: 1 }] })
  expect(charged.otpRequests).toEqual([makeRequest({ id: 'a', tries: 2 }), makeRequest({ id: 'b', tries: 1 })])
  const used = applyVerificationPatch(facts, { ...nothing, otpRequests: [{ id: 'b', triesDelta: 0, state: 'used' }] })
  expect(used.otpRequests[1]).toEqual(makeRequest({ id: 'b', tries: 1, state: 'used' }))
})

test('a used step is written to its own installation and to no other', () => {
  const appBinding = { activationId: 'living', lastTimeStep: 7, driftSteps: 1, driftRun: -1 }
  const { appBindings } = applyVerificationPatch(facts, { ...nothing, appBinding })
  expect(appBindings).toEqual([facts.appBindings[0], makeBinding(appBinding)])
})
