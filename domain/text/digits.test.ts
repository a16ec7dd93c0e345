import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldDigits, groupRials, persianRials, toPersianDigits } from '#domain/text/digits.ts'

test('Persian, Arabic-Indic and ASCII digits fold to the same ASCII digits', () => {
  expect(foldDigits('۰۱۲۳۴۵۶۷۸۹')).toBe('0123456789')
  expect(foldDigits('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789')
  expect(foldDigits('کارت 12٣۴')).toBe('کارت 1234')
})

test('digits of other scripts are not folded', () => {
  expect(foldDigits('１२੩')).toBe('１२੩')
})

test('writing in Persian digits and folding back changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldDigits(toPersianDigits(text))).toBe(foldDigits(text))
      expect(toPersianDigits(text)).not.toMatch(/[0-9٠-٩]/)
    }),
  )
})

test('rials are grouped in threes by the Arabic thousands separator', () => {
  expect([0, 999, 1000, 1250000, 10 ** 13].map(groupRials)).toEqual([
    '0',
    '999',
    '1٬000',
    '1٬250٬000',
    '10٬000٬000٬000٬000',
  ])
  expect(persianRials(1250000)).toBe('۱٬۲۵۰٬۰۰۰ ریال')
})

test('an amount that is not a whole number of rials is refused', () => {
  for (const amount of [-1, 0.5, Number.NaN, 2 ** 60])
    expect(() => groupRials(amount)).toThrow(new RangeError('amountRials must be whole and ≥ 0'))
})
