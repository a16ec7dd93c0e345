import { expect, test } from 'vitest'
import { holdsCardNumber } from '#domain/holds-card-number.ts'

test.each([
  'گفت کارتش 5892101234567895 است',
  '۵۸۹۲ ۱۰۱۲ ۳۴۵۶ ۷۸۹۵',
  '٥٨٩٢-١٠١٢-٣٤٥٦-٧٨٩٥',
  '5892\u200c1012\u20103456\u20157895',
  '5892 .- 1012_/*3456\u22127895',
  '5 8 9 2 1 0 1 2 3 4 5 6 7 8 9 5',
  '5892\n1012\n3456\n7895',
])('«%s» holds a whole card number', (text) => expect(holdsCardNumber(text)).toBe(true))

test.each([
  '5892101234567891',
  '5892101234567890',
  '589210123456789',
  'کارت ۵۸۹۲۱۰******۷۸۹۲',
  '5892,1012,3456,7895',
  'ساعت ۲۰:۱۴ مبلغ ۴٬۸۷۰٬۰۰۰',
  'بدون شماره',
  '',
])('«%s» holds none', (text) => expect(holdsCardNumber(text)).toBe(false))

test('it is found at the beginning, in the middle and at the end of more digits, and in any of several numbers', () => {
  for (const text of [
    '58921012345678951405890',
    '1405890 5892101234567895',
    '14 5892101234567895 90',
    '5892101234567891 و 5892101234567895',
    '5892101234567895 و 5892101234567891',
  ])
    expect(holdsCardNumber(text), text).toBe(true)
})
