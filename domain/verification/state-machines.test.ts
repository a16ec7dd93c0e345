import { describe, expect, test } from 'vitest'
import {
  type ActivationTokenEvent,
  type ActivationTokenStatus,
  moveActivationToken,
} from '#domain/activation/activation-token-state.ts'
import { type DeviceEvent, type DeviceStatus, moveDevice } from '#domain/enrollment/device.ts'
import { type EnrollmentEvent, moveEnrollment } from '#domain/enrollment/enrollment.ts'
import { moveOtpRequest, type OtpRequestEvent } from '#domain/otp/otp-request.ts'
import type { EnrollmentStatus, OtpRequestState } from '#domain/verification/verification-types.ts'

/** One line a state: `→ state` where the event moves it, else the reason it is refused for. */
function readRow<Event extends string>(
  events: readonly Event[],
  move: (event: Event) => { outcome: 'moved'; state: string } | { outcome: 'refused'; reason: string },
): string[] {
  return events.map((event) => {
    const transition = move(event)
    if (transition.outcome === 'moved') return `→ ${transition.state}`
    expect(transition.outcome).toBe('refused')
    return transition.reason
  })
}

describe('an enrollment, asked to confirm, suspend, unsuspend, deactivate', () => {
  const events: readonly EnrollmentEvent[] = ['confirm', 'suspend', 'unsuspend', 'deactivate']
  const ended = Array<string>(4).fill('enrollment_deactivated')
  const rows: Record<EnrollmentStatus, string[]> = {
    pending: ['→ active', 'enrollment_pending', 'enrollment_not_suspended', '→ deactivated'],
    active: ['→ active', '→ suspended', 'enrollment_not_suspended', '→ deactivated'],
    suspended: ['enrollment_suspended', 'enrollment_suspended', '→ active', '→ deactivated'],
    deactivated: ended,
  }
  test.each(Object.keys(rows) as EnrollmentStatus[])('that is %s', (status) => {
    expect(readRow(events, (event) => moveEnrollment(status, event))).toEqual(rows[status])
  })
})

describe('a device, asked to activate, deactivate, block', () => {
  const events: readonly DeviceEvent[] = ['activate', 'deactivate', 'block']
  const rows: Record<DeviceStatus, string[]> = {
    registered: ['→ active', '→ deactivated', '→ blocked'],
    active: ['→ active', '→ deactivated', '→ blocked'],
    deactivated: Array<string>(3).fill('device_deactivated'),
    blocked: Array<string>(3).fill('device_blocked'),
  }
  test.each(Object.keys(rows) as DeviceStatus[])('that is %s', (status) => {
    expect(readRow(events, (event) => moveDevice(status, event))).toEqual(rows[status])
  })
})

describe('an activation token, asked to redeem, confirm, expire, supersede, exhaust, lapse, end', () => {
  const events: readonly ActivationTokenEvent[] = [
    'redeem',
    'confirm',
    'expire',
    'supersede',
    'exhaust',
    'lapse',
    'end',
  ]
  const rows: Record<ActivationTokenStatus, string[]> = {
    issued: ['→ redeemed', 'not_redeemed', '→ expired', '→ superseded', '→ exhausted', 'not_redeemed', '→ ended'],
    redeemed: [
      'already_redeemed',
      '→ confirmed',
      'already_redeemed',
      '→ superseded',
      '→ exhausted',
      '→ lapsed',
      '→ ended',
    ],
    confirmed: Array<string>(7).fill('already_confirmed'),
    expired: Array<string>(7).fill('expired'),
    superseded: Array<string>(7).fill('superseded'),
    exhausted: Array<string>(7).fill('attempts_exhausted'),
    lapsed: Array<string>(7).fill('lapsed'),
    ended: Array<string>(7).fill('ended'),
  }
  test.each(Object.keys(rows) as ActivationTokenStatus[])('that is %s', (status) => {
    expect(readRow(events, (event) => moveActivationToken(status, event))).toEqual(rows[status])
  })
})

describe('an OTP request, asked to be used, expire, supersede, exhaust, end', () => {
  const events: readonly OtpRequestEvent[] = ['use', 'expire', 'supersede', 'exhaust', 'end']
  const rows: Record<OtpRequestState, string[]> = {
    sent: ['→ used', '→ expired', '→ superseded', '→ exhausted', '→ ended'],
    suppressed: ['never_sent', '→ expired', '→ superseded', 'never_sent', 'never_sent'],
    used: Array<string>(5).fill('code_already_used'),
    expired: Array<string>(5).fill('code_expired'),
    superseded: Array<string>(5).fill('code_superseded'),
    exhausted: Array<string>(5).fill('code_attempts_exhausted'),
    ended: Array<string>(5).fill('not_enrolled'),
  }
  test.each(Object.keys(rows) as OtpRequestState[])('that is %s', (state) => {
    expect(readRow(events, (event) => moveOtpRequest(state, event))).toEqual(rows[state])
  })
})
