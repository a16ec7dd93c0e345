import { expect, test } from 'vitest'
import { spellOut } from './spell-out.ts'

test.each([
  ['012', '0 1 2'],
  ['1234567', '1 2 3 4 5 6 7'],
  ['123 4567', '1 2 3 4 5 6 7'],
  ['K7PM-2Q', 'K 7 P M 2 Q'],
  ['۰۱۲', '۰ ۱ ۲'],
  ['', ''],
])('%s is read sign by sign', (code, spelt) => {
  expect(spellOut(code)).toBe(spelt)
})
