import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { VerificationReason } from '#domain/reason/reason.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import { decideVerification } from '#domain/verification/decide-verification.ts'
import {
  makeBinding,
  makeFacts,
  makeGuard,
  makeRequest,
  noonMs,
} from '#domain/verification/verification-facts.fixture.ts'
import type { AppBindingFacts, EnrollmentStatus, VerificationFacts } from '#domain/verification/verification-types.ts'

const nowStep = Math.floor(noonMs / 60_000)

function decideAt(offsetSteps: number, changes: Partial<AppBindingFacts> = {}, facts: Partial<VerificationFacts> = {}) {
  return decideVerification(
    makeFacts({ appBindings: [makeBinding({ matchedStep: nowStep + offsetSteps, ...changes })], ...facts }),
  )
}

describe('an app code', () => {
  test('is accepted within one step of the learned drift and nowhere else in the window', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -2, max: 2 }), (offset, driftSteps) => {
        const { reason } = decideAt(offset, { driftSteps })
        expect(reason).toBe(Math.abs(offset - driftSteps) <= 1 ? 'accepted' : 'app_code_drifted')
      }),
    )
  })

  test('accepted is used up with its step, and names its installation', () => {
    expect(decideAt(1)).toMatchObject({
      outcome: 'accepted',
      method: 'app',
      enrollmentId: 'app-1',
      activationId: 'activation-1',
      deviceId: 'device-1',
      details: {},
      lockedNow: null,
      patch: {
        otpRequests: [],
        appBinding: { activationId: 'activation-1', lastTimeStep: nowStep + 1, driftSteps: 0, driftRun: 1 },
      },
    })
    expect(decideAt(-1).patch.appBinding).toMatchObject({ lastTimeStep: nowStep - 1, driftSteps: 0, driftRun: -1 })
  })

  test.each([-3, -1, 0])('of a step %i after the last accepted one is already used and is not counted', (ahead) => {
    const decision = decideAt(ahead, { lastTimeStep: nowStep })
    expect(decision).toMatchObject({ reason: 'code_already_used', method: null, counted: false })
    expect(decision.details).toEqual({})
  })

  test('of the step after the last accepted one is accepted', () => {
    expect(decideAt(1, { lastTimeStep: nowStep }).outcome).toBe('accepted')
  })

  test('beyond the window tells the log how far, is not counted and names no method', () => {
    expect(decideAt(-4)).toMatchObject({
      reason: 'app_code_drifted',
      details: { driftSteps: -4 },
      method: null,
      counted: false,
    })
  })

  const dead: [VerificationReason, Partial<AppBindingFacts>, boolean][] = [
    ['enrollment_pending', { status: 'unconfirmed' }, true],
    ['device_deactivated', { status: 'ended', endedReason: 'device_deactivated' }, true],
    ['device_blocked', { status: 'ended', endedReason: 'device_blocked' }, false],
    ['device_replaced', { status: 'ended', endedReason: 'device_replaced' }, false],
    ['not_enrolled', { status: 'ended', endedReason: 'enrollment_deactivated' }, true],
    ['not_enrolled', { status: 'ended', endedReason: 'mobile_changed' }, true],
    ['not_enrolled', { enrollmentId: 'gone' }, true],
  ]
  test.each(dead)('is %s for %j', (reason, changes, counted) => {
    expect(decideAt(0, changes)).toMatchObject({ outcome: 'rejected', reason, counted, method: null })
  })

  const order: [VerificationReason, Partial<AppBindingFacts>][] = [
    ['accepted', {}],
    ['code_already_used', { lastTimeStep: nowStep }],
    ['app_code_drifted', { matchedStep: nowStep + 9 }],
    ['enrollment_pending', { status: 'unconfirmed' }],
    ['device_blocked', { status: 'ended', endedReason: 'device_blocked' }],
    ['device_deactivated', { status: 'ended', endedReason: 'device_deactivated' }],
    ['device_replaced', { status: 'ended', endedReason: 'device_replaced' }],
    ['not_enrolled', { status: 'ended', endedReason: 'lapsed' }],
  ]
  const bindings = order.map(([reason, changes]) =>
    makeBinding({ matchedStep: nowStep, ...changes, activationId: reason }),
  )
  test.each(order)('that several installations show is %s before all below it', (reason) => {
    const from = bindings.findIndex(({ activationId }) => activationId === reason)
    const appBindings = bindings.slice(from).reverse()
    expect(decideVerification(makeFacts({ appBindings }))).toMatchObject({ reason, activationId: reason })
  })

  test('of an installation that does not show it is not looked at', () => {
    const appBindings = [makeBinding({ activationId: 'silent' }), makeBinding({ matchedStep: nowStep })]
    expect(decideVerification(makeFacts({ appBindings })).activationId).toBe('activation-1')
    expect(decideVerification(makeFacts({ appBindings: [makeBinding()] })).reason).toBe('code_mismatch')
  })

  test.each([
    ['enrollment_pending', 'pending'],
    ['not_enrolled', 'deactivated'],
    ['enrollment_suspended', 'suspended'],
  ] as const)('that is right is %s while its own enrollment is %s', (reason, status) => {
    const other = { enrollmentId: 'sms-1', method: 'sms', status: 'active' } as const
    const enrollments = [other, { enrollmentId: 'app-1', method: 'app', status } as const]
    expect(decideAt(0, {}, { enrollments }).reason).toBe(reason)
  })

  test.each([
    ['card_blocked', { guard: makeGuard({ cardStatus: 'blocked' }) }],
    ['card_expired', { guard: makeGuard({ cardExpiresAtMs: noonMs - 1 }) }],
    ['enrollment_suspended', { guard: makeGuard({ suspended: true }) }],
  ] as const)('that is right answers %s and is not used up', (reason, facts) => {
    const decision = decideAt(0, {}, facts)
    expect(decision).toMatchObject({ outcome: 'rejected', reason, method: 'app', counted: false })
    expect(decision.patch.appBinding).toBeNull()
  })

  test('answered invalid_code costs the named request a try whichever reason the log holds', () => {
    for (const [, changes] of dead) {
      const facts = { otpRequests: [makeRequest()], namedOtpRequestId: 'request-1' }
      expect(decideAt(0, changes, facts).attemptsLeft).toBe(2)
    }
  })

  test('is accepted at an ATM without any binding, for the first PIN', () => {
    expect(decideAt(0, {}, { pinKind: 'first', presented: null })).toMatchObject({ outcome: 'accepted', method: 'app' })
  })
})

describe('a code that belongs to nothing', () => {
  const none: [VerificationReason, Partial<VerificationFacts>][] = [
    ['code_malformed', { codeWellFormed: false, otpRequests: [makeRequest({ codeMatches: true })] }],
    ['card_unknown', { guard: makeGuard({ cardStatus: 'unknown' }), enrollments: [] }],
    ['other_pin_kind', { otherPinKindMatches: true }],
    ['not_enrolled', { enrollments: [] }],
    ['not_enrolled', { enrollments: [{ enrollmentId: 'app-0', method: 'app', status: 'deactivated' }] }],
    ['enrollment_pending', { enrollments: [{ enrollmentId: 'app-1', method: 'app', status: 'pending' }] }],
    ['no_live_code', { enrollments: [{ enrollmentId: 'sms-1', method: 'sms', status: 'active' }] }],
    ['code_mismatch', {}],
  ]
  test.each(none)('is %s in the log, counts, and answers invalid_code', (reason, changes) => {
    const decision = decideVerification(makeFacts(changes))
    expect(decision).toMatchObject({ outcome: 'rejected', reason, counted: true, method: null })
    expect(publicAnswers[decision.reason]).toMatchObject({ reason: 'invalid_code', responseCode: '55' })
  })

  test.each([
    ['a mismatch', 'active', {}, 'code_mismatch'],
    ['a mismatch', 'suspended', {}, 'code_mismatch'],
    ['missing', 'active', { state: 'suppressed' }, 'no_live_code'],
    ['missing', 'active', { state: 'used' }, 'no_live_code'],
    ['missing', 'active', { tries: 3 }, 'no_live_code'],
    ['missing', 'active', { requestedAtMs: noonMs - 120_000 }, 'no_live_code'],
  ] as const)('is %s beside an SMS enrollment that is %s and a request %j', (_name, status, changes, reason) => {
    const enrollments = [{ enrollmentId: 'sms-1', method: 'sms', status } as const]
    expect(decideVerification(makeFacts({ enrollments, otpRequests: [makeRequest(changes)] })).reason).toBe(reason)
  })

  test('is a mismatch beside an app that is suspended, and pending beside one that is ended and one that is pending', () => {
    const enrollmentsOf = (...statuses: EnrollmentStatus[]) =>
      statuses.map((status, n) => ({ enrollmentId: `app-${n}`, method: 'app', status }) as const)
    const reasonOf = (enrollments: VerificationFacts['enrollments']) =>
      decideVerification(makeFacts({ enrollments })).reason
    expect(reasonOf(enrollmentsOf('suspended'))).toBe('code_mismatch')
    expect(reasonOf(enrollmentsOf('deactivated', 'pending'))).toBe('enrollment_pending')
    expect(reasonOf(enrollmentsOf('pending', 'active'))).toBe('code_mismatch')
  })
})
