import { expect, test } from 'vitest'
import { deskActs, turns } from '#domain/reason/next-act.ts'
import { nextActOf, reasons } from '#domain/reason/reason.ts'

test('every reason has one answer: an act of the desk, or the word whose turn it is', () => {
  for (const reason of reasons) {
    const { act, turn } = nextActOf(reason)
    expect([act === null, turn === null].sort(), reason).toEqual([false, true])
  }
})

test('every act and every turn answers some reason', () => {
  const answers = reasons.map(nextActOf)
  expect(new Set(answers.flatMap(({ act }) => act ?? []))).toEqual(new Set(deskActs))
  expect(new Set(answers.flatMap(({ turn }) => turn ?? []))).toEqual(new Set(turns))
})

test.each([
  ['enrollment_locked', 'unlock'],
  ['enrollment_suspended', 'unsuspend'],
  ['token_expired', 'reissue'],
  ['token_attempts_exhausted', 'reissue'],
  ['app_code_drifted', 'resynchronise'],
  ['token_already_redeemed', 'deactivate_device'],
  ['code_already_used', 'open_complaint'],
] as const)('%s is answered by %s', (reason, act) => expect(nextActOf(reason).act).toBe(act))

test('what fraud has blocked is not undone from a verdict', () => {
  expect(nextActOf('device_blocked')).toEqual({ act: null, turn: 'fraud' })
})
