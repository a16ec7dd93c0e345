import { expect, test } from 'vitest'
import { isAhead } from '#domain/otp/is-ahead.ts'

test('an end is ahead until its own millisecond, and what never began has none', () => {
  expect([-1, 0, 1].map((awayMs) => isAhead(1_000, 1_000 + awayMs))).toEqual([true, false, false])
  for (const nowMs of [-1, 0, 1]) expect(isAhead(null, nowMs)).toBe(false)
})
