import { describe, expect, test } from 'vitest'
import {
  decideActivationTokenIssue,
  type IssuedTokenFacts,
  type TokenIssueFacts,
  type TokenIssueRefusal,
} from '#domain/activation/decide-activation-token-issue.ts'
import { decideReissue, type ReissueFacts } from '#domain/activation/decide-reissue.ts'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { noonMs } from '#domain/verification/verification-facts.fixture.ts'

const app = { enrollmentId: 'app-1', method: 'app', status: 'active' } as const

function makeIssue(changes: Partial<TokenIssueFacts & { typedMobile: string }> = {}) {
  return {
    nowMs: noonMs,
    cardStatus: 'active' as const,
    cardExpiresAtMs: null,
    mobile: '+989121234567',
    typedMobile: '+989121234567',
    coolingOffUntilMs: null,
    installationsOnMobile: 1,
    suspended: false,
    enrollment: null,
    liveToken: null,
    issuedToday: [],
    policy: defaultPolicy,
    ...changes,
  }
}

function makeReissue(changes: Partial<ReissueFacts> = {}): ReissueFacts {
  const { typedMobile, ...facts } = makeIssue()
  return { ...facts, enrollment: app, ...changes }
}

function makeTokens(count: number, changes: Partial<IssuedTokenFacts>): IssuedTokenFacts[] {
  return Array.from({ length: count }, (_, n) => ({
    activationTokenId: `t${n}`,
    status: 'expired',
    tried: true,
    ...changes,
  }))
}

const fullDay = makeTokens(5, {})

// Each line leaves out what the line before it was refused for, and keeps all that comes after.
const order: [TokenIssueRefusal, Partial<TokenIssueFacts & { typedMobile: string }>][] = [
  ['card_unknown', { cardStatus: 'unknown' }],
  ['card_blocked', { cardStatus: 'blocked', cardExpiresAtMs: noonMs }],
  ['card_expired', { cardExpiresAtMs: noonMs, mobile: null }],
  ['mobile_missing', { mobile: null }],
  ['mobile_mismatch', { typedMobile: '+989120000000', coolingOffUntilMs: noonMs + 1 }],
  ['cooling_off', { coolingOffUntilMs: noonMs + 1, installationsOnMobile: 0 }],
  ['app_not_registered', { installationsOnMobile: 0, suspended: true }],
  ['enrollment_suspended', { suspended: true, issuedToday: fullDay }],
  ['enrollment_suspended', { enrollment: { ...app, status: 'suspended' }, issuedToday: fullDay }],
  ['daily_limit', { issuedToday: fullDay }],
]

describe('a token at the ATM', () => {
  test.each(order)('is refused for %s before what comes after it', (reason, changes) => {
    const untilMs = reason === 'cooling_off' ? noonMs + 1 : null
    expect(decideActivationTokenIssue(makeIssue(changes))).toEqual({ outcome: 'refused', reason, untilMs })
  })

  test('opens an enrollment where there is none and lives 24 hours', () => {
    expect(decideActivationTokenIssue(makeIssue())).toEqual({
      outcome: 'issued',
      enrollmentId: null,
      supersedesTokenId: null,
      expiresAtMs: noonMs + 86_400_000,
    })
  })

  test('is issued again from the millisecond on at which a cooling-off ends', () => {
    expect(decideActivationTokenIssue(makeIssue({ coolingOffUntilMs: noonMs })).outcome).toBe('issued')
  })

  test('for an active enrollment keeps it and supersedes the live token', () => {
    const liveToken = { activationTokenId: 't0', status: 'issued', tried: false } as const
    const decision = decideActivationTokenIssue(makeIssue({ enrollment: app, liveToken, issuedToday: [liveToken] }))
    expect(decision).toMatchObject({ outcome: 'issued', enrollmentId: 'app-1', supersedesTokenId: 't0' })
  })
})

describe('the daily limit', () => {
  const lost = { status: 'superseded', tried: false } as const
  test.each([
    ['four counted ones leave room', makeTokens(4, {}), 'issued'],
    ['five do not', fullDay, 'refused'],
    ['five never tried and superseded cost nothing', makeTokens(5, lost), 'issued'],
    ['five lost answers are free, the next four count', makeTokens(9, lost), 'issued'],
    ['the sixth to tenth lost answers count', makeTokens(10, lost), 'refused'],
    ['five that nobody tried and nothing superseded count', makeTokens(5, { tried: false }), 'refused'],
    ['superseded ones that were tried count', makeTokens(5, { ...lost, tried: true }), 'refused'],
  ] as const)('%s', (_name, issuedToday, outcome) => {
    expect(decideActivationTokenIssue(makeIssue({ enrollment: app, issuedToday })).outcome).toBe(outcome)
  })

  test('the live token that nobody tried is the lost answer of this very request', () => {
    const liveToken = { activationTokenId: 't4', status: 'issued', tried: false } as const
    const issuedToday = [...makeTokens(4, {}), liveToken]
    expect(decideActivationTokenIssue(makeIssue({ enrollment: app, liveToken, issuedToday })).outcome).toBe('issued')
  })
})

describe('a reissue at the desk', () => {
  test('issues anew where no token is live', () => {
    expect(decideReissue(makeReissue())).toMatchObject({ outcome: 'issued', supersedesTokenId: null })
  })
  test('issues anew for 24 hours, superseding the live token', () => {
    const liveToken = { activationTokenId: 't0', status: 'issued', tried: true } as const
    expect(decideReissue(makeReissue({ liveToken }))).toEqual({
      outcome: 'issued',
      enrollmentId: 'app-1',
      supersedesTokenId: 't0',
      expiresAtMs: noonMs + 86_400_000,
    })
  })
  test.each(order.filter(([reason]) => reason !== 'mobile_mismatch'))(
    'is refused for %s as at the ATM',
    (reason, changes) => {
      const facts = makeReissue({ ...changes, enrollment: changes.enrollment ?? app })
      expect(decideReissue(facts)).toMatchObject({ outcome: 'refused', reason })
    },
  )
  test.each([
    ['enrollment_deactivated', { ...app, status: 'deactivated' }],
    ['enrollment_not_app', { ...app, method: 'sms' }],
  ] as const)('is refused for %s', (reason, enrollment) => {
    expect(decideReissue(makeReissue({ enrollment }))).toEqual({ outcome: 'refused', reason, untilMs: null })
  })
})
