import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ConfirmationFacts,
  decideActivationConfirmation,
} from '#domain/activation/decide-activation-confirmation.ts'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { noonMs } from '#domain/verification/verification-facts.fixture.ts'

type Activation = NonNullable<ConfirmationFacts['activation']>

const nowStep = Math.floor(noonMs / 60_000)

function makeActivation(changes: Partial<Activation> = {}): Activation {
  return {
    activationId: 'new',
    status: 'unconfirmed',
    endedReason: null,
    failedAttempts: 0,
    createdAtMs: noonMs - 60_000,
    confirmedAtMs: null,
    ...changes,
  }
}

function makeFacts(changes: Partial<ConfirmationFacts> = {}): ConfirmationFacts {
  return {
    nowMs: noonMs,
    currentTimeStep: nowStep,
    activation: makeActivation(),
    others: [],
    matchedStep: nowStep,
    suspended: false,
    policy: defaultPolicy,
    ...changes,
  }
}

test('a code within three steps is accepted, used up, and sets the drift clipped to two; beyond it the clock is off', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10, max: 10 }), (offset) => {
      const decision = decideActivationConfirmation(makeFacts({ matchedStep: nowStep + offset }))
      // Adding 0 turns a negative zero into zero.
      const driftSteps = Math.sign(offset) * Math.min(2, Math.abs(offset)) + 0
      const expected =
        Math.abs(offset) > 3
          ? { outcome: 'refused', reason: 'clock_off', seconds: offset * 60 }
          : {
              outcome: 'confirmed',
              binding: { activationId: 'new', lastTimeStep: nowStep + offset, driftSteps, driftRun: 0 },
              ends: [],
            }
      expect(decision).toEqual(expected)
    }),
  )
})

test('confirming ends every phone in use, and activations made no later than its own', () => {
  const others: ConfirmationFacts['others'] = [
    { activationId: 'old-phone', status: 'active', createdAtMs: noonMs - 1e9 },
    { activationId: 'other-phone', status: 'active', createdAtMs: noonMs },
    { activationId: 'earlier', status: 'unconfirmed', createdAtMs: noonMs - 120_000 },
    { activationId: 'twin', status: 'unconfirmed', createdAtMs: noonMs - 60_000 },
    { activationId: 'later', status: 'unconfirmed', createdAtMs: noonMs - 59_999 },
  ]
  expect(decideActivationConfirmation(makeFacts({ others }))).toMatchObject({
    ends: [
      { activationId: 'old-phone', endedReason: 'device_replaced' },
      { activationId: 'other-phone', endedReason: 'device_replaced' },
      { activationId: 'earlier', endedReason: 'superseded' },
      { activationId: 'twin', endedReason: 'superseded' },
    ],
  })
})

describe('a wrong first code', () => {
  test('leaves four to none, and the fifth ends the activation', () => {
    const answers = [0, 1, 2, 3, 4].map((failedAttempts) =>
      decideActivationConfirmation(makeFacts({ activation: makeActivation({ failedAttempts }), matchedStep: null })),
    )
    const refused = { outcome: 'refused', reason: 'invalid_code' }
    expect(answers).toEqual([
      { ...refused, attemptsLeft: 4, exhausts: false },
      { ...refused, attemptsLeft: 3, exhausts: false },
      { ...refused, attemptsLeft: 2, exhausts: false },
      { ...refused, attemptsLeft: 1, exhausts: false },
      { ...refused, attemptsLeft: 0, exhausts: true },
    ])
  })
})

describe('confirmation is refused, in this order, with', () => {
  const lapsed = noonMs - 86_400_000
  const order: [string, Partial<ConfirmationFacts>][] = [
    ['not_found', { activation: null }],
    [
      'already_confirmed',
      { activation: makeActivation({ status: 'active', confirmedAtMs: noonMs, failedAttempts: 5 }) },
    ],
    [
      'already_confirmed',
      { activation: makeActivation({ status: 'ended', endedReason: 'device_replaced', confirmedAtMs: noonMs }) },
    ],
    ['already_confirmed', { activation: makeActivation({ status: 'active' }) }],
    [
      'superseded',
      {
        activation: makeActivation({
          status: 'ended',
          endedReason: 'superseded',
          createdAtMs: lapsed,
          failedAttempts: 5,
        }),
      },
    ],
    ['lapsed', { activation: makeActivation({ createdAtMs: lapsed, failedAttempts: 5 }) }],
    ['lapsed', { activation: makeActivation({ status: 'ended', endedReason: 'lapsed', failedAttempts: 5 }) }],
    ['lapsed', { activation: makeActivation({ status: 'ended', endedReason: 'enrollment_deactivated' }) }],
    ['attempts_exhausted', { activation: makeActivation({ failedAttempts: 5 }), suspended: true }],
    ['attempts_exhausted', { activation: makeActivation({ status: 'ended', endedReason: 'exhausted' }) }],
    ['enrollment_suspended', { suspended: true, matchedStep: null }],
  ]
  test.each(order)('%s', (reason, changes) => {
    expect(decideActivationConfirmation(makeFacts(changes))).toEqual({ outcome: 'refused', reason })
  })
})
