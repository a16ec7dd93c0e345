import { expect, test } from 'vitest'
import type { CallName, Refusal } from '#components/rima/client/refusal.ts'
import { texts } from '#components/rima/texts.ts'
import { explainRefusal, formatSpan } from './explain-refusal.ts'

const closed = ['device_deactivated', 'device_blocked', 'unauthenticated', 'rate_limited', 'busy', 'not_found']
const contract: Record<CallName, string[]> = {
  registration: ['rate_limited', 'validation_failed', 'busy'],
  registrationConfirmation: ['invalid_code', 'attempts_exhausted', 'expired', 'already_confirmed', 'not_found'],
  activation: [
    ...closed,
    ...['mistyped', 'invalid_token', 'attempts_exhausted', 'already_redeemed', 'superseded', 'expired'],
    'enrollment_suspended',
  ],
  activationConfirmation: [
    ...closed,
    ...['already_confirmed', 'superseded', 'lapsed', 'attempts_exhausted', 'clock_off', 'invalid_code'],
    'enrollment_suspended',
  ],
  ownDevice: closed,
  deactivation: closed,
  bankTime: ['busy', 'rate_limited'],
}
const refusals: Refusal[] = Object.entries(contract).flatMap(([call, codes]) =>
  codes.flatMap((code): Refusal[] => {
    const refusal = { call: call as CallName, code, attemptsLeft: 3, seconds: 240, retryAfterSeconds: 30 }
    return code === 'mistyped'
      ? [
          { ...refusal, part: 'receipt' },
          { ...refusal, part: 'sms' },
        ]
      : [refusal]
  }),
)

test.each(refusals)('$call refused as $code $part is told in Persian with its own sentence', (refusal) => {
  const sentence = explainRefusal(refusal)
  expect(sentence).toMatch(/^[؀-ۿ‌\s.،؛:«»]+$/)
  expect(sentence).not.toBe(explainRefusal({ code: 'never heard of' }))
})

test('an unknown refusal still says what to do, and names the code for support', () => {
  expect(explainRefusal({ code: 'method_not_allowed', call: 'activation' })).toContain('method_not_allowed')
  expect(explainRefusal({ code: 'method_not_allowed' })).toContain('پشتیبانی')
})

test('no sentence is empty and every place-holder is filled', () => {
  for (const sentences of [texts.refusals.common, ...Object.values(texts.refusals.calls)]) {
    for (const code of Object.keys(sentences)) expect(explainRefusal({ code }).match(/[{}]/)).toBeNull()
  }
})

test('the tries left stand in Persian digits', () => {
  expect(explainRefusal({ call: 'activation', code: 'invalid_token', attemptsLeft: 4 })).toContain('۴ بار')
})

test('a span of time is told in the unit one would say', () => {
  expect([45, 300, -7200].map(formatSpan)).toEqual(['۴۵ ثانیه', '۵ دقیقه', '۲ ساعت'])
})
