import { expect, test } from 'vitest'

import { publicAnswers, type VerificationReason, verificationReasons } from '#domain/reason/reason.ts'

const published: [fineReasons: string, reason: string, responseCode: string][] = [
  ['accepted', 'accepted', '00'],
  [
    'card_unknown, not_enrolled, no_live_code, code_malformed, code_mismatch, code_already_used, other_pin_kind, app_code_drifted, device_deactivated, device_blocked, device_replaced, enrollment_pending',
    'invalid_code',
    '55',
  ],
  ['code_expired, code_superseded', 'expired', '55'],
  ['amount_mismatch, payee_mismatch, process_type_mismatch', 'transaction_mismatch', '57'],
  ['enrollment_locked, source_locked, code_attempts_exhausted', 'locked', '75'],
  ['enrollment_suspended, card_blocked', 'not_permitted', '62'],
  ['card_expired', 'not_permitted', '54'],
]

const publishedCounted =
  'code_mismatch, code_malformed, other_pin_kind, no_live_code, not_enrolled, card_unknown, device_deactivated, enrollment_pending'

test.each(published)('%s answers %s with %s', (fineReasons, reason, responseCode) => {
  for (const fine of fineReasons.split(', ') as VerificationReason[]) {
    expect(publicAnswers[fine]).toMatchObject({ reason, responseCode })
  }
})

test('the published table names every fine reason exactly once', () => {
  const named = published.flatMap(([fineReasons]) => fineReasons.split(', '))
  expect(named.sort()).toEqual([...verificationReasons].sort())
})

test('the guard counts exactly the published reasons, and a locked try only when it costs one', () => {
  const always = verificationReasons.filter((reason) => publicAnswers[reason].counted === true)
  const sometimes = verificationReasons.filter((reason) => publicAnswers[reason].counted === 'if_it_costs_a_try')
  expect(always.sort()).toEqual(publishedCounted.split(', ').sort())
  expect(sometimes).toEqual(['enrollment_locked'])
})
