import { describe, expect, test } from 'vitest'
import { decideOtpRequest, type OtpRequestAskFacts, type OtpRequestRates } from '#domain/decide-otp-request.ts'
import { defaultPolicy } from '#domain/policy.ts'
import type { SuppressionReason } from '#domain/reason.ts'
import { makeGuard, makeRequest, noonMs } from '#domain/verification-facts.fixture.ts'

const quiet: OtpRequestRates = {
  cardPerTenMinutes: 0,
  cardPerDay: 0,
  mobilePerTenMinutes: 0,
  mobilePerDay: 0,
  terminalPerMinute: 0,
  merchantPerMinute: 0,
  requesterPerMinute: 0,
  addressPerMinute: 0,
}

function makeAsk(changes: Partial<OtpRequestAskFacts> = {}): OtpRequestAskFacts {
  return {
    nowMs: noonMs,
    guard: makeGuard(),
    enrollments: [{ enrollmentId: 'sms-1', method: 'sms', status: 'active' }],
    mobilePresent: true,
    coolingOffUntilMs: null,
    rates: quiet,
    requesterBlocked: false,
    otpRequests: [],
    policy: defaultPolicy,
    ...changes,
  }
}

test('the button sends a code that lives 120 seconds to a card whose SMS is active', () => {
  expect(decideOtpRequest(makeAsk())).toEqual({
    state: 'sent',
    enrollmentId: 'sms-1',
    expiresAtMs: noonMs + 120_000,
    supersedes: [],
  })
})

test.each([
  ['terminal', { terminalPerMinute: 600 }],
  ['merchant', { merchantPerMinute: 6000 }],
  ['requester', { requesterPerMinute: 6000 }],
  ['address', { addressPerMinute: 6000 }],
  ['card', { cardPerDay: 60 }],
  ['mobile', { mobilePerTenMinutes: 10 }],
] as const)('a request over the rate of its %s says whose it was', (overRateOf, over) => {
  expect(decideOtpRequest(makeAsk({ rates: { ...quiet, ...over } }))).toMatchObject({ overRateOf, supersedes: [] })
})

describe('the button sends nothing, and the log says', () => {
  const reasons: [SuppressionReason, Partial<OtpRequestAskFacts>][] = [
    ['card_unknown', { guard: makeGuard({ cardStatus: 'unknown' }), enrollments: [], mobilePresent: false }],
    ['card_blocked', { guard: makeGuard({ cardStatus: 'blocked' }) }],
    ['card_expired', { guard: makeGuard({ cardExpiresAtMs: noonMs }) }],
    ['enrollment_suspended', { guard: makeGuard({ suspended: true }) }],
    ['enrollment_suspended', { enrollments: [{ enrollmentId: 'sms-1', method: 'sms', status: 'suspended' }] }],
    ['not_enrolled', { enrollments: [] }],
    ['not_enrolled', { enrollments: [{ enrollmentId: 'sms-1', method: 'sms', status: 'deactivated' }] }],
    ['not_enrolled', { enrollments: [{ enrollmentId: 'app-1', method: 'app', status: 'active' }] }],
    ['enrollment_pending', { enrollments: [{ enrollmentId: 'app-1', method: 'app', status: 'pending' }] }],
    ['enrollment_locked', { guard: makeGuard({ allClosedUntilMs: noonMs + 1 }) }],
    ['enrollment_locked', { guard: makeGuard({ heldSinceMs: noonMs - 1 }) }],
    ['mobile_missing', { mobilePresent: false }],
    ['cooling_off', { coolingOffUntilMs: noonMs + 1 }],
    ['requester_rate', { requesterBlocked: true, guard: makeGuard({ cardStatus: 'unknown' }) }],
    ['terminal_rate', { rates: { ...quiet, terminalPerMinute: 600 } }],
    ['terminal_rate', { rates: { ...quiet, merchantPerMinute: 6000 } }],
    ['requester_rate', { rates: { ...quiet, requesterPerMinute: 6000 } }],
    ['requester_rate', { rates: { ...quiet, addressPerMinute: 6000 } }],
    ['not_enrolled', { rates: { ...quiet, requesterPerMinute: 6000 }, enrollments: [] }],
    ['card_rate', { rates: { ...quiet, cardPerTenMinutes: 10 } }],
    ['card_rate', { rates: { ...quiet, cardPerDay: 60 } }],
    ['mobile_rate', { rates: { ...quiet, mobilePerTenMinutes: 10 } }],
    ['mobile_rate', { rates: { ...quiet, mobilePerDay: 60 } }],
  ]
  test.each(reasons)('%s', (reason, changes) => {
    expect(decideOtpRequest(makeAsk(changes))).toMatchObject({
      state: 'suppressed',
      reason,
      expiresAtMs: noonMs + 120_000,
    })
  })
})

test.each([
  ['closed app codes', { guard: makeGuard({ appClosedUntilMs: noonMs + 1 }) }],
  ['a cooling-off that has ended', { coolingOffUntilMs: noonMs }],
  [
    'one request below each rate',
    {
      rates: {
        cardPerTenMinutes: 9,
        cardPerDay: 59,
        mobilePerTenMinutes: 9,
        mobilePerDay: 59,
        terminalPerMinute: 599,
        merchantPerMinute: 5999,
        requesterPerMinute: 599,
        addressPerMinute: 599,
      },
    },
  ],
] as const)('%s hold no SMS code back', (_name, changes) => {
  expect(decideOtpRequest(makeAsk(changes)).state).toBe('sent')
})

test.each([
  ['an app in use', { enrollmentId: 'app-1', method: 'app', status: 'active' }],
  ['an app that is suspended', { enrollmentId: 'app-1', method: 'app', status: 'suspended' }],
  ['an app that is pending', { enrollmentId: 'app-1', method: 'app', status: 'pending' }],
  ['an SMS enrollment that was ended', { enrollmentId: 'sms-0', method: 'sms', status: 'deactivated' }],
] as const)('beside %s the code is sent under the active SMS enrollment', (_name, other) => {
  const active = { enrollmentId: 'sms-1', method: 'sms', status: 'active' } as const
  for (const enrollments of [
    [other, active],
    [active, other],
  ])
    expect(decideOtpRequest(makeAsk({ enrollments }))).toMatchObject({ state: 'sent', enrollmentId: 'sms-1' })
})

describe('a fourth live request', () => {
  const live = [3, 1, 2].map((n) => makeRequest({ id: `r${n}`, requestedAtMs: noonMs - 100_000 + n }))
  test('supersedes the oldest', () => {
    expect(decideOtpRequest(makeAsk({ otpRequests: live })).supersedes).toEqual(['r1'])
  })
  test('supersedes none while an earlier one is no longer live', () => {
    const otpRequests = [...live.slice(1), makeRequest({ id: 'used', state: 'used' })]
    expect(decideOtpRequest(makeAsk({ otpRequests })).supersedes).toEqual([])
  })
  test('counts suppressed ones, so that an unknown card answers alike', () => {
    const otpRequests = live.map((request) => ({ ...request, state: 'suppressed' as const }))
    const facts = makeAsk({ otpRequests, guard: makeGuard({ cardStatus: 'unknown' }) })
    expect(decideOtpRequest(facts).supersedes).toEqual(['r1'])
  })
  test('of a policy lowered since supersedes as many as are too many', () => {
    const policy = { ...defaultPolicy, liveOtpRequestsMax: 1 }
    expect(decideOtpRequest(makeAsk({ otpRequests: live, policy })).supersedes).toEqual(['r1', 'r2', 'r3'])
  })
  test('of a requester that mostly guesses ends no code that the customer holds', () => {
    expect(decideOtpRequest(makeAsk({ otpRequests: live, requesterBlocked: true })).supersedes).toEqual([])
  })
  test('over its rate ends no code that the customer holds', () => {
    const rates = { ...quiet, cardPerTenMinutes: 10 }
    expect(decideOtpRequest(makeAsk({ otpRequests: live, rates })).supersedes).toEqual([])
  })
})
