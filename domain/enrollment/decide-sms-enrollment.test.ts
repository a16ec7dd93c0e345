import { expect, test } from 'vitest'
import {
  decideSmsEnrollment,
  type SmsEnrollmentFacts,
  type SmsEnrollmentRefusal,
} from '#domain/enrollment/decide-sms-enrollment.ts'
import { noonMs } from '#domain/verification/verification-facts.fixture.ts'

const sms = { enrollmentId: 'sms-1', method: 'sms', status: 'active' } as const

function makeFacts(changes: Partial<SmsEnrollmentFacts> = {}): SmsEnrollmentFacts {
  return {
    nowMs: noonMs,
    cardStatus: 'active',
    cardExpiresAtMs: null,
    mobilePresent: true,
    smsMember: true,
    coolingOffUntilMs: null,
    suspended: false,
    enrollment: null,
    ...changes,
  }
}

test('SMS is opened for an alert-SMS member with an active card, also once a cooling-off has ended', () => {
  expect(decideSmsEnrollment(makeFacts())).toEqual({ outcome: 'opened' })
  expect(decideSmsEnrollment(makeFacts({ coolingOffUntilMs: noonMs }))).toEqual({ outcome: 'opened' })
})

test('asked again it stays as it is, in a cooling-off too', () => {
  const facts = makeFacts({ enrollment: sms, coolingOffUntilMs: noonMs + 1 })
  expect(decideSmsEnrollment(facts)).toEqual({ outcome: 'unchanged', enrollmentId: 'sms-1' })
})

const order: [SmsEnrollmentRefusal, Partial<SmsEnrollmentFacts>][] = [
  ['card_unknown', { cardStatus: 'unknown', mobilePresent: false }],
  ['card_blocked', { cardStatus: 'blocked', cardExpiresAtMs: noonMs, mobilePresent: false }],
  ['card_expired', { cardExpiresAtMs: noonMs, mobilePresent: false }],
  ['mobile_missing', { mobilePresent: false, smsMember: false }],
  ['not_sms_member', { smsMember: false, coolingOffUntilMs: noonMs + 1 }],
  ['cooling_off', { coolingOffUntilMs: noonMs + 1, suspended: true }],
  ['enrollment_suspended', { suspended: true }],
  ['enrollment_suspended', { enrollment: { ...sms, status: 'suspended' } }],
]
test.each(order)('SMS is refused for %s before what comes after it', (reason, changes) => {
  const untilMs = reason === 'cooling_off' ? noonMs + 1 : null
  expect(decideSmsEnrollment(makeFacts(changes))).toEqual({ outcome: 'refused', reason, untilMs })
})
