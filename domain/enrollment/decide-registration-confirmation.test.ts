import { describe, expect, test } from 'vitest'
import {
  decideRegistrationConfirmation,
  type RegistrationConfirmationFacts,
} from '#domain/enrollment/decide-registration-confirmation.ts'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { noonMs } from '#domain/verification/verification-facts.fixture.ts'

function decide(changes: Partial<RegistrationConfirmationFacts>) {
  return decideRegistrationConfirmation({
    nowMs: noonMs,
    state: 'sent',
    failedAttempts: 0,
    expiresAtMs: noonMs + 1,
    codeMatches: true,
    policy: defaultPolicy,
    ...changes,
  })
}

test('the code that was sent proves the mobile, once', () => {
  expect(decide({})).toEqual({ outcome: 'confirmed' })
  expect(decide({ state: 'confirmed' })).toEqual({ outcome: 'refused', reason: 'already_confirmed' })
})

describe.each(['sent', 'suppressed'] as const)('a %s registration', (state) => {
  test('answers wrong codes with four to none left, then exhausted', () => {
    const lefts = [0, 1, 2, 3, 4].map((failedAttempts) => decide({ state, failedAttempts, codeMatches: false }))
    expect(lefts).toEqual(
      [4, 3, 2, 1, 0].map((attemptsLeft) => ({
        outcome: 'refused',
        reason: 'invalid_code',
        attemptsLeft,
        exhausts: attemptsLeft === 0 && state === 'sent',
      })),
    )
    expect(decide({ state, failedAttempts: 5 })).toEqual({ outcome: 'refused', reason: 'attempts_exhausted' })
  })
  test('is expired from the end of its life on, even for the right code', () => {
    expect(decide({ state, expiresAtMs: noonMs })).toEqual({ outcome: 'refused', reason: 'expired' })
  })
})

test('an exhausted one stays so whatever is typed, and however few tries it names', () => {
  expect(decide({ state: 'exhausted' })).toEqual({ outcome: 'refused', reason: 'attempts_exhausted' })
})

test('a mobile without customer is never confirmed, whatever is typed', () => {
  expect(decide({ state: 'suppressed', codeMatches: true })).toMatchObject({ reason: 'invalid_code', attemptsLeft: 4 })
})
