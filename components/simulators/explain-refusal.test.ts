import { expect, test } from 'vitest'
import { explainRefusal } from './explain-refusal.ts'
import { readRefusal } from './refusal.ts'

const nowMs = Date.UTC(2026, 10, 22, 6, 0)

test.each(
  [
    ['card_unknown', 'card_blocked', 'card_expired', 'mobile_missing', 'mobile_mismatch', 'not_sms_member'],
    ['cooling_off', 'app_not_registered', 'enrollment_suspended', 'daily_limit', 'rate_limited', 'busy', 'unreachable'],
  ].flat(),
)('a machine says %s in Persian and not as a code', (code) => {
  expect(explainRefusal(readRefusal({ code }), nowMs)).not.toMatch(/[a-z_]/i)
})

test('a cooling-off says until when, in Tehran time', () => {
  const refusal = readRefusal({ code: 'cooling_off', until: '2026-11-22T10:30:00.000Z' })
  expect(explainRefusal(refusal, nowMs)).toContain('امروز ۱۴:۰۰')
})

test('a wrong body names the field and never its value', () => {
  const refusal = readRefusal({ code: 'validation_failed', errors: [{ path: 'pan', message: 'must be 16 digits' }] })
  expect(explainRefusal(refusal, nowMs)).toBe('این درست نوشته نشده است: شمارهٔ کارت.')
})

test('a code that nobody knows still gets a sentence', () => {
  expect(explainRefusal(readRefusal({ code: 'brand_new' }), nowMs)).toContain('brand_new')
})
