import { describe, expect, test } from 'vitest'
import { reasonOfAct, reasonOfSms } from '#domain/reason/event-reason.ts'

const goodUntilMs = 120_000
const nowMs = 600_000

describe('an SMS', () => {
  test.each([
    ['refused by its carrier', { state: 'rejected', endedAtMs: 4_000 }, 'sms_rejected'],
    ['given up by its carrier', { state: 'failed', endedAtMs: 40_000 }, 'sms_failed'],
    ['that was too late to send', { state: 'expired', endedAtMs: 121_000 }, 'sms_undelivered'],
    ['never heard of again', { state: 'accepted', endedAtMs: null }, 'sms_undelivered'],
    ['delivered a moment after its code was over', { state: 'delivered', endedAtMs: 120_001 }, 'sms_late'],
    ['delivered at the last moment of its code', { state: 'delivered', endedAtMs: 120_000 }, null],
  ] as const)('%s', (_said, course, reason) => {
    expect(reasonOfSms({ ...course, usefulUntilMs: goodUntilMs }, nowMs)).toBe(reason)
  })

  test('on its way while its code is good has failed in nothing', () => {
    expect(reasonOfSms({ state: 'accepted', endedAtMs: null, usefulUntilMs: goodUntilMs }, 60_000)).toBeNull()
  })

  test('is good in the very millisecond of its end, and delivered at no known time is not called late', () => {
    expect(reasonOfSms({ state: 'accepted', endedAtMs: null, usefulUntilMs: nowMs }, nowMs)).toBeNull()
    expect(reasonOfSms({ state: 'accepted', endedAtMs: null, usefulUntilMs: nowMs - 1 }, nowMs)).toBe('sms_undelivered')
    expect(reasonOfSms({ state: 'delivered', endedAtMs: null, usefulUntilMs: goodUntilMs }, nowMs)).toBeNull()
    expect(reasonOfSms({ state: 'delivered', endedAtMs: null, usefulUntilMs: -1 }, nowMs)).toBeNull()
  })

  test('that carries nothing which ends cannot be late, but it can be given up', () => {
    expect(reasonOfSms({ state: 'expired', endedAtMs: 590_000, usefulUntilMs: null }, nowMs)).toBe('sms_undelivered')
    expect(reasonOfSms({ state: 'delivered', endedAtMs: 590_000, usefulUntilMs: null }, nowMs)).toBeNull()
    expect(reasonOfSms({ state: 'accepted', endedAtMs: null, usefulUntilMs: null }, nowMs)).toBeNull()
  })
})

describe('an act', () => {
  test('refused by the bank has the reason that was written with it', () => {
    expect(reasonOfAct('activation.refused', { reason: 'part_wrong' })).toBe('part_wrong')
    expect(reasonOfAct('activation_token.refused', { reason: 'cooling_off' })).toBe('cooling_off')
  })

  test('is refused where its name ends so, not where it begins so', () => {
    expect(reasonOfAct('.refused.later', { reason: 'part_wrong' })).toBeNull()
  })

  test('with a word that is no reason, or that nobody refused, has none', () => {
    expect(reasonOfAct('activation.refused', { reason: 'because' })).toBeNull()
    expect(reasonOfAct('enrollment.opened', { reason: 'code_mismatch' })).toBeNull()
  })

  test('that closed something has the reason every later try will be given', () => {
    expect(reasonOfAct('guard.locked', {})).toBe('enrollment_locked')
    expect(reasonOfAct('guard.suspended', {})).toBe('enrollment_suspended')
    expect(reasonOfAct('device.blocked', {})).toBe('device_blocked')
    expect(reasonOfAct('activation_token.exhausted', {})).toBe('token_attempts_exhausted')
    expect(reasonOfAct('signature.stale', {})).toBe('signature_stale')
    expect(reasonOfAct('guard.unlocked', {})).toBeNull()
  })
})
