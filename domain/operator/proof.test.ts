import { describe, expect, test } from 'vitest'
import {
  decideProofCheck,
  decideProofStart,
  type ProofCheckFacts,
  type ProofStartFacts,
  type ProofState,
  proofFigures,
} from '#domain/operator/proof.ts'

const nowMs = 1_795_000_000_000
const tries = { wrongInWindow: 0, wrongInDay: 0, windowOpensAtMs: nowMs + 1_000, dayOpensAtMs: nowMs + 2_000 }
const start: ProofStartFacts = {
  ...tries,
  level: 'sms_code',
  nowMs,
  hasMobile: true,
  coolingOffUntilMs: null,
  hasAppInUse: true,
  sentInWindow: 0,
  sentInDay: 0,
  figures: proofFigures,
}
const check: ProofCheckFacts = {
  ...tries,
  nowMs,
  state: 'waiting',
  codeExpiresAtMs: nowMs + 1,
  match: 'right',
  figures: proofFigures,
}
const started = { outcome: 'started', expiresAtMs: nowMs + 300_000 }
const passed = { outcome: 'passed', expiresAtMs: nowMs + 600_000 }

describe('asking for a code', () => {
  test('a code by SMS may be checked for five minutes, and so may one of the app', () => {
    expect(decideProofStart(start)).toEqual(started)
    expect(decideProofStart({ ...start, level: 'app_code' })).toEqual(started)
  })

  test('a number that is new proves nobody, to the last millisecond of the cooling-off', () => {
    const untilMs = nowMs + 1
    expect(decideProofStart({ ...start, coolingOffUntilMs: untilMs })).toEqual({
      outcome: 'refused',
      reason: 'cooling_off',
      untilMs,
    })
    expect(decideProofStart({ ...start, coolingOffUntilMs: nowMs })).toEqual(started)
    expect(decideProofStart({ ...start, coolingOffUntilMs: untilMs, level: 'app_code' })).toEqual(started)
  })

  test('without a number nothing is sent, and without an app in use no code of one is awaited', () => {
    expect(decideProofStart({ ...start, hasMobile: false })).toEqual({ outcome: 'refused', reason: 'mobile_missing' })
    expect(decideProofStart({ ...start, hasMobile: false, level: 'app_code' })).toEqual(started)
    expect(decideProofStart({ ...start, hasAppInUse: false, level: 'app_code' })).toEqual({
      outcome: 'refused',
      reason: 'no_app_in_use',
    })
    expect(decideProofStart({ ...start, hasAppInUse: false })).toEqual(started)
  })

  test.each([
    [{ sentInWindow: 2, sentInDay: 9, wrongInWindow: 2, wrongInDay: 9 }, started],
    [{ sentInWindow: 3 }, { outcome: 'limited', untilMs: tries.windowOpensAtMs }],
    [{ sentInDay: 10 }, { outcome: 'limited', untilMs: tries.dayOpensAtMs }],
    [{ wrongInWindow: 3 }, { outcome: 'limited', untilMs: tries.windowOpensAtMs }],
    [{ wrongInDay: 10 }, { outcome: 'limited', untilMs: tries.dayOpensAtMs }],
    [
      { wrongInWindow: 3, wrongInDay: 10 },
      { outcome: 'limited', untilMs: tries.dayOpensAtMs },
    ],
  ])('with %j before, it is %j', (before, decision) => {
    expect(decideProofStart({ ...start, ...before })).toEqual(decision)
  })

  test('codes that were sent do not stand in the way of a code of the app', () => {
    expect(decideProofStart({ ...start, level: 'app_code', sentInWindow: 3, sentInDay: 10 })).toEqual(started)
  })
})

describe('checking a code', () => {
  test('a right one proves for ten minutes', () => {
    expect(decideProofCheck(check)).toEqual(passed)
  })

  test.each([
    ['passed', 'already_passed'],
    ['exhausted', 'attempts_exhausted'],
    ['superseded', 'superseded'],
  ] as const)('a proof that is %s takes no code, right or wrong', (state: ProofState, reason) => {
    for (const match of ['right', 'wrong'] as const) {
      expect(decideProofCheck({ ...check, state, match })).toEqual({ outcome: 'refused', reason })
    }
  })

  test('in the millisecond of its end a right code is too late', () => {
    expect(decideProofCheck({ ...check, codeExpiresAtMs: nowMs })).toEqual({ outcome: 'refused', reason: 'expired' })
  })

  test.each([
    [0, 0, 2],
    [1, 1, 1],
    [2, 2, 0],
    [0, 9, 0],
    [1, 8, 1],
  ])(
    'after %i wrong in the window and %i in the day, one more leaves %i',
    (wrongInWindow, wrongInDay, attemptsLeft) => {
      expect(decideProofCheck({ ...check, wrongInWindow, wrongInDay, match: 'wrong' })).toEqual({
        outcome: 'refused',
        reason: 'invalid_code',
        attemptsLeft,
      })
    },
  )

  test('a right code after the last try allowed is not even looked at', () => {
    expect(decideProofCheck({ ...check, wrongInWindow: 3 }).outcome).toBe('limited')
    expect(decideProofCheck({ ...check, wrongInDay: 10 }).outcome).toBe('limited')
  })

  test('a code that was used up, or of a clock that is off, is told apart and costs no try', () => {
    expect(decideProofCheck({ ...check, match: 'used' })).toEqual({ outcome: 'refused', reason: 'code_already_used' })
    expect(decideProofCheck({ ...check, match: 'drifted' })).toEqual({ outcome: 'refused', reason: 'app_code_drifted' })
  })
})
