import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '#domain/operator/policy.ts'
import {
  decideOtpRequest,
  type OtpRequestAskFacts,
  type OtpRequestRates,
  type PressCounts,
} from '#domain/otp/decide-otp-request.ts'
import type { SuppressionReason } from '#domain/reason/reason.ts'
import { makeGuard, makeRequest, noonMs } from '#domain/verification/verification-facts.fixture.ts'

const counts = (changes: Partial<PressCounts> = {}): PressCounts => {
  return { perTenMinutes: 0, perDay: 0, ofPlacePerDay: 0, ofSourcePerDay: 0, ...changes }
}

const quiet: OtpRequestRates = {
  card: counts(),
  mobile: counts(),
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
    sourceId: 'here',
    isSourceKnown: false,
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
    hasCode: true,
  })
})

test.each([
  ['terminal', { terminalPerMinute: 600 }],
  ['merchant', { merchantPerMinute: 6000 }],
  ['requester', { requesterPerMinute: 6000 }],
  ['address', { addressPerMinute: 6000 }],
  ['source', { card: counts({ perDay: 12, ofPlacePerDay: 12 }) }],
  ['card', { card: counts({ perDay: 60 }) }],
  ['mobile', { mobile: counts({ perTenMinutes: 10, ofSourcePerDay: 3 }) }],
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
    ['card_rate', { rates: { ...quiet, card: counts({ perTenMinutes: 10, ofSourcePerDay: 3 }) } }],
    ['card_rate', { rates: { ...quiet, card: counts({ perDay: 60 }) } }],
    ['card_rate', { rates: { ...quiet, card: counts({ perTenMinutes: 10 }) }, isSourceKnown: true }],
    ['source_rate', { rates: { ...quiet, card: counts({ perDay: 12, ofPlacePerDay: 12 }) } }],
    ['source_rate', { rates: { ...quiet, card: counts({ perDay: 40, ofPlacePerDay: 5 }) } }],
    ['mobile_rate', { rates: { ...quiet, mobile: counts({ perTenMinutes: 10, ofSourcePerDay: 3 }) } }],
    ['mobile_rate', { rates: { ...quiet, mobile: counts({ perDay: 60 }) } }],
    ['mobile_rate', { rates: { ...quiet, mobile: counts({ perDay: 12, ofPlacePerDay: 12 }) } }],
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
        card: counts({ perTenMinutes: 9, perDay: 59, ofPlacePerDay: 0, ofSourcePerDay: 9 }),
        mobile: counts({ perTenMinutes: 9, perDay: 59, ofPlacePerDay: 0, ofSourcePerDay: 9 }),
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

test.each([
  ['over the card’s ten minutes', { card: counts({ perTenMinutes: 10, perDay: 10, ofSourcePerDay: 2 }) }],
  ['over the mobile’s ten minutes', { mobile: counts({ perTenMinutes: 10, perDay: 10, ofSourcePerDay: 2 }) }],
])('others’ presses, %s, do not hold back a new source’s first three', (_, over) => {
  expect(decideOtpRequest(makeAsk({ rates: { ...quiet, ...over } })).state).toBe('sent')
})

test('a card that is closed to new sources sends to a known one', () => {
  const closed = makeAsk({ guard: makeGuard({ allClosedUntilMs: noonMs + 1 }) })
  expect(decideOtpRequest(closed)).toMatchObject({ reason: 'enrollment_locked' })
  expect(decideOtpRequest({ ...closed, isSourceKnown: true }).state).toBe('sent')
})

test('any ten places, pressing as often and in whatever order, leave an eleventh its press', () => {
  const policy = { ...defaultPolicy, otpRequestsPerCardPerTenMinutesMax: 60, otpRequestsPerMobilePerTenMinutesMax: 60 }
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 60, maxLength: 150 }), (places) => {
      const sent: number[] = []
      const ratesAt = (place: number): PressCounts => {
        const own = sent.filter((each) => each === place).length
        return { perTenMinutes: sent.length, perDay: sent.length, ofPlacePerDay: own, ofSourcePerDay: own }
      }
      const isSent = (place: number): boolean => {
        const rates = { ...quiet, card: ratesAt(place), mobile: ratesAt(place) }
        return decideOtpRequest(makeAsk({ rates, policy })).state === 'sent'
      }
      for (const place of places) if (isSent(place)) sent.push(place)
      expect(isSent(10)).toBe(true)
      expect(sent.length).toBeLessThan(60)
    }),
  )
})

describe('a fourth live request', () => {
  const asked = (changes: Parameters<typeof makeRequest>[0], sourceId = 'here', isSourceKnown = false) => {
    return { ...makeRequest(changes), sourceId, isSourceKnown }
  }
  const live = [3, 1, 2].map((n) => asked({ id: `r${n}`, requestedAtMs: noonMs - 100_000 + n }))
  test('supersedes the oldest', () => {
    expect(decideOtpRequest(makeAsk({ otpRequests: live })).supersedes).toEqual(['r1'])
  })
  test('supersedes none while an earlier one is no longer live', () => {
    const otpRequests = [...live.slice(1), asked({ id: 'used', state: 'used' })]
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
  test('of one source ends its own before another’s, and a known source’s last', () => {
    const at = (n: number) => ({ id: `r${n}`, requestedAtMs: noonMs - 100_000 + n })
    const mixed = [asked(at(1), 'known', true), asked(at(2), 'there'), asked(at(3), 'here')]
    expect(decideOtpRequest(makeAsk({ otpRequests: mixed })).supersedes).toEqual(['r3'])
    expect(decideOtpRequest(makeAsk({ otpRequests: mixed, sourceId: 'elsewhere' })).supersedes).toEqual(['r2'])
  })
  test('of a requester that mostly guesses ends no code that the customer holds', () => {
    expect(decideOtpRequest(makeAsk({ otpRequests: live, requesterBlocked: true })).supersedes).toEqual([])
  })
  test('over its rate ends no code that the customer holds', () => {
    const rates = { ...quiet, card: counts({ perDay: 60 }) }
    expect(decideOtpRequest(makeAsk({ otpRequests: live, rates })).supersedes).toEqual([])
  })
})
