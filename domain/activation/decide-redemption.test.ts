import { describe, expect, test } from 'vitest'
import { decideRedemption, type RedemptionFacts } from '#domain/activation/decide-redemption.ts'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { noonMs } from '#domain/verification/verification-facts.fixture.ts'

type Token = NonNullable<RedemptionFacts['token']>

function makeToken(changes: Partial<Token> = {}): Token {
  return {
    status: 'issued',
    expiresAtMs: noonMs + 1,
    failedAttempts: 0,
    smsPartMatches: true,
    wasRedeemed: false,
    ...changes,
  }
}

function makeFacts(changes: Partial<RedemptionFacts> = {}): RedemptionFacts {
  return {
    nowMs: noonMs,
    mistypedPart: null,
    deviceFailures: 0,
    token: makeToken(),
    suspended: false,
    policy: defaultPolicy,
    ...changes,
  }
}

test('both parts of a live token redeem it; the activation lapses after 24 hours', () => {
  expect(decideRedemption(makeFacts())).toEqual({ outcome: 'redeemed', lapsesAtMs: noonMs + 86_400_000 })
})

test.each(['receipt', 'sms'] as const)('a mistyped %s part is told before anything else and costs no try', (part) => {
  const facts = makeFacts({ mistypedPart: part, token: makeToken({ smsPartMatches: false }) })
  expect(decideRedemption(facts)).toEqual({ outcome: 'refused', reason: 'mistyped', part })
})

describe('an unknown receipt part, or a token of another mobile', () => {
  test.each([
    [0, 4],
    [3, 1],
    [4, 0],
  ])('after %i failures leaves the device %i tries and costs the token nothing', (deviceFailures, attemptsLeft) => {
    expect(decideRedemption(makeFacts({ token: null, deviceFailures }))).toEqual({
      outcome: 'refused',
      reason: 'invalid_token',
      attemptsLeft,
      charge: 'device',
      exhausts: false,
    })
  })
  test('is not looked at once the device has used its tries, nor is a right token', () => {
    for (const token of [null, makeToken()])
      expect(decideRedemption(makeFacts({ token, deviceFailures: 5 }))).toEqual({
        outcome: 'refused',
        reason: 'rate_limited',
      })
  })
})

describe('a wrong SMS part', () => {
  test('costs the token a try, five exhaust it, and then both parts are refused', () => {
    const answers = [0, 1, 2, 3, 4].map((failedAttempts) =>
      decideRedemption(makeFacts({ token: makeToken({ failedAttempts, smsPartMatches: false }) })),
    )
    const refused = { outcome: 'refused', reason: 'invalid_token', charge: 'token' }
    expect(answers).toEqual([
      { ...refused, attemptsLeft: 4, exhausts: false },
      { ...refused, attemptsLeft: 3, exhausts: false },
      { ...refused, attemptsLeft: 2, exhausts: false },
      { ...refused, attemptsLeft: 1, exhausts: false },
      { ...refused, attemptsLeft: 0, exhausts: true },
    ])
    expect(decideRedemption(makeFacts({ token: makeToken({ failedAttempts: 5, status: 'exhausted' }) }))).toEqual({
      outcome: 'refused',
      reason: 'attempts_exhausted',
    })
  })
  test.each(['redeemed', 'superseded', 'expired', 'exhausted'] as const)(
    'is not told that the token is %s',
    (status) => {
      const decision = decideRedemption(makeFacts({ token: makeToken({ status, smsPartMatches: false }) }))
      expect(decision).toMatchObject({ reason: 'invalid_token', attemptsLeft: 4, charge: 'token', exhausts: false })
    },
  )
  test('exhausts only a token that can still be redeemed', () => {
    const token = makeToken({ status: 'redeemed', failedAttempts: 4, smsPartMatches: false })
    expect(decideRedemption(makeFacts({ token }))).toMatchObject({ attemptsLeft: 0, charge: 'token', exhausts: false })
  })
  test.each([5, 6])('after %i costs nothing more', (failedAttempts) => {
    const token = makeToken({ status: 'exhausted', failedAttempts, smsPartMatches: false })
    expect(decideRedemption(makeFacts({ token }))).toMatchObject({ attemptsLeft: 0, charge: null, exhausts: false })
  })
})

describe('both parts of a token that is over', () => {
  const states: [string, Partial<Token>][] = [
    ['attempts_exhausted', { status: 'exhausted' }],
    ['attempts_exhausted', { status: 'superseded', failedAttempts: 5 }],
    ['already_redeemed', { status: 'redeemed', expiresAtMs: noonMs }],
    ['already_redeemed', { status: 'confirmed' }],
    ['already_redeemed', { status: 'lapsed' }],
    ['superseded', { status: 'superseded', expiresAtMs: noonMs }],
    ['expired', { status: 'expired' }],
    ['expired', { status: 'ended' }],
    ['expired', { expiresAtMs: noonMs }],
  ]
  test.each(states)('are refused as %s for %j, suspended or not', (reason, changes) => {
    const facts = makeFacts({ token: makeToken(changes), suspended: true })
    expect(decideRedemption(facts)).toEqual({ outcome: 'refused', reason })
  })
})

test('a suspended enrollment redeems nothing', () => {
  expect(decideRedemption(makeFacts({ suspended: true }))).toEqual({
    outcome: 'refused',
    reason: 'enrollment_suspended',
  })
})

test('a token that was redeemed before another superseded it is already redeemed first of all', () => {
  const token = makeToken({ status: 'superseded', wasRedeemed: true })
  expect(decideRedemption(makeFacts({ token }))).toEqual({ outcome: 'refused', reason: 'already_redeemed' })
})
