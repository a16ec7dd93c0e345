import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLuhnValid } from './luhn.ts'

test.each(['79927398713', '4539578763621486', '0'])('%s carries its check digit', (digits) => {
  expect(isLuhnValid(digits)).toBe(true)
})

test.each(['79927398710', '4539578763621487', '', '4539-5787', '۴۵۳۹', '+79927398713', '0C'])(
  '"%s" does not',
  (digits) => {
    expect(isLuhnValid(digits)).toBe(false)
  },
)

test('exactly one check digit suits any number, and every single wrong digit is found', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9]{15}$/),
      fc.nat(14),
      fc.integer({ min: 1, max: 9 }),
      (digits, place, shift) => {
        const fitting = [...'0123456789'].filter((check) => isLuhnValid(digits + check))
        expect(fitting).toHaveLength(1)
        const wrong = (Number(digits[place]) + shift) % 10
        expect(isLuhnValid(digits.slice(0, place) + wrong + digits.slice(place + 1) + fitting[0])).toBe(false)
      },
    ),
  )
})
