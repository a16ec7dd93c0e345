import { describe, expect, test } from 'vitest'
import { publicAnswers } from '#domain/reason/reason.ts'
import { applyVerificationPatch } from '#domain/verification/apply-verification-patch.ts'
import { decideVerification } from '#domain/verification/decide-verification.ts'
import {
  binding,
  makeBinding,
  makeFacts,
  makeGuard,
  makeRequest,
  noonMs,
} from '#domain/verification/verification-facts.fixture.ts'
import type { VerificationFacts } from '#domain/verification/verification-types.ts'

const untilMs = noonMs + 60_000
const appClosed = makeGuard({ appClosedUntilMs: untilMs, closingStep: 1, heldCount: 5, dayCount: 5, day: '2026-06-01' })
const nowStep = Math.floor(noonMs / 60_000)

describe('while app codes are closed', () => {
  test('a right SMS code is accepted and the closing runs to its end', () => {
    const facts = makeFacts({ guard: appClosed, otpRequests: [makeRequest({ codeMatches: true })] })
    const { outcome, patch } = decideVerification(facts)
    expect(outcome).toBe('accepted')
    expect(patch.guard).toMatchObject({ appClosedUntilMs: untilMs, closingStep: 0, heldCount: 0, dayCount: 5 })
  })

  test('a right SMS code of a blocked card is answered as such', () => {
    const guard = { ...appClosed, cardStatus: 'blocked' } as const
    const decision = decideVerification(makeFacts({ guard, otpRequests: [makeRequest({ codeMatches: true })] }))
    expect(decision.reason).toBe('card_blocked')
  })

  const anythingElse: [string, Partial<VerificationFacts>, string[], boolean][] = [
    ['a right app code', { appBindings: [makeBinding({ matchedStep: nowStep })] }, [], false],
    ['a wrong code without a live request', {}, [], false],
    ['a malformed one', { codeWellFormed: false }, [], false],
    ['a wrong code beside a live request', { otpRequests: [makeRequest()] }, ['request-1'], true],
    [
      'a wrong code beside a suppressed one',
      { otpRequests: [makeRequest({ state: 'suppressed' })] },
      ['request-1'],
      true,
    ],
    [
      'a wrong code beside another binding',
      { otpRequests: [makeRequest({ binding: { ...binding, amount: 1 } })] },
      [],
      false,
    ],
    [
      'a wrong code beside an exhausted one',
      { otpRequests: [makeRequest({ state: 'exhausted', tries: 3 })] },
      [],
      false,
    ],
    [
      'a mismatch',
      { otpRequests: [makeRequest({ codeMatches: true, binding: { ...binding, amount: 1 } })] },
      ['request-1'],
      false,
    ],
    ['a used SMS code', { otpRequests: [makeRequest({ codeMatches: true, state: 'used' })] }, [], false],
    ['a superseded one', { otpRequests: [makeRequest({ codeMatches: true, state: 'superseded' })] }, [], false],
  ]
  test.each(anythingElse)('%s is locked until then, costs %j → %j, counted: %j', (_name, changes, costs, counted) => {
    const decision = decideVerification(makeFacts({ ...changes, guard: appClosed }))
    expect(decision).toMatchObject({
      outcome: 'rejected',
      reason: 'enrollment_locked',
      method: null,
      attemptsLeft: null,
      counted,
      details: { untilMs },
      lockedNow: null,
    })
    expect(decision.patch.otpRequests.map(({ id }) => id)).toEqual(costs)
    expect(decision.patch.guard === null).toBe(!counted)
    expect(decision.patch.appBinding).toBeNull()
  })

  test('naming a dead or foreign request does not make guessing at a live one free', () => {
    const otpRequests = [makeRequest(), makeRequest({ id: 'dead', state: 'exhausted', tries: 3 })]
    for (const namedOtpRequestId of ['dead', 'foreign']) {
      const decision = decideVerification(makeFacts({ guard: appClosed, otpRequests, namedOtpRequestId }))
      expect(decision).toMatchObject({ counted: true, patch: { otpRequests: [{ id: 'request-1' }] } })
    }
  })

  test('the instant the closing ends, an app code is accepted again', () => {
    const guard = makeGuard({ appClosedUntilMs: noonMs })
    const appBindings = [makeBinding({ matchedStep: nowStep })]
    expect(decideVerification(makeFacts({ guard, appBindings })).outcome).toBe('accepted')
  })
})

describe('while everything is closed', () => {
  test.each([
    ['until midnight', makeGuard({ allClosedUntilMs: untilMs }), untilMs],
    ['until staff release it', makeGuard({ heldSinceMs: noonMs - 1 }), null],
  ])('%s even a right SMS code is locked, unused, uncounted', (_name, guard, until) => {
    const facts = makeFacts({
      guard,
      otpRequests: [makeRequest({ codeMatches: true })],
      namedOtpRequestId: 'request-1',
    })
    const decision = decideVerification(facts)
    expect(decision).toMatchObject({ reason: 'enrollment_locked', details: { untilMs: until }, attemptsLeft: null })
    expect(decision.patch).toEqual({ guard: null, otpRequests: [], appBinding: null })
    expect(publicAnswers[decision.reason]).toMatchObject({ reason: 'locked', responseCode: '75' })
  })
})

test('sixty-four wrong codes: exactly five answered as wrong, the fifth closing, the rest locked; a right SMS code passes', () => {
  let facts = makeFacts({ otpRequests: [makeRequest({ binding: { ...binding, amount: 1 } })] })
  const answers: string[] = []
  const closings: number[] = []
  for (let n = 1; n <= 64; n++) {
    const decision = decideVerification(facts)
    answers.push(publicAnswers[decision.reason].reason)
    if (decision.lockedNow !== null) closings.push(n)
    facts = applyVerificationPatch(facts, decision.patch)
  }
  expect(answers.filter((answer) => answer === 'invalid_code')).toHaveLength(5)
  expect(answers.slice(5)).toEqual(Array(59).fill('locked'))
  expect(closings).toEqual([5])
  const right = makeRequest({ id: 'right', codeMatches: true })
  expect(decideVerification({ ...facts, otpRequests: [right] }).outcome).toBe('accepted')
})
