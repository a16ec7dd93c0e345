import { expect, test } from 'vitest'
import { localizeDigits } from './digits.ts'
import { formatCount, formatRials } from './format-amount.ts'
import { formatCardTail, formatMaskedPan, splitMaskedPan } from './format-card.ts'
import { formatDuration } from './format-duration.ts'

test('rials are grouped by the mark of the language', () => {
  expect(formatRials(4_870_000, 'fa')).toBe('۴٬۸۷۰٬۰۰۰ ریال')
  expect(formatRials(4_870_000, 'en')).toBe('4,870,000 rials')
})

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [10_000_000_000_000, '10,000,000,000,000'],
])('a count of %d is written %s', (count, text) => expect(formatCount(count, 'en')).toBe(text))

test('a card shows its BIN and last four and nothing between', () => {
  const card = splitMaskedPan('507677******1234')
  expect(formatMaskedPan(card, 'fa')).toBe('۵۰۷۶ ۷۷•• •••• ۱۲۳۴')
  expect(formatMaskedPan(card, 'en')).toBe('5076 77•• •••• 1234')
  expect(formatCardTail(card.last4, 'fa')).toBe('••۱۲۳۴')
})

test.each([
  [0, '۰ ثانیه', '0 s'],
  [13, '۱۳ ثانیه', '13 s'],
  [60, '۱ دقیقه', '1 min'],
  [133, '۲ دقیقه و ۱۳ ثانیه', '2 min 13 s'],
  [75_600, '۲۱ ساعت', '21 h'],
  [90_061, '۱ روز و ۱ ساعت', '1 d 1 h'],
  [-61.4, '۱ دقیقه و ۱ ثانیه', '1 min 1 s'],
])('a length of %d seconds is said in at most two units', (lengthSeconds, fa, en) => {
  expect(formatDuration(lengthSeconds, 'fa')).toBe(fa)
  expect(formatDuration(lengthSeconds, 'en')).toBe(en)
})

test('only digits change with the language', () => {
  expect(localizeDigits('0912***4567', 'fa')).toBe('۰۹۱۲***۴۵۶۷')
  expect(localizeDigits('0912***4567', 'en')).toBe('0912***4567')
})
