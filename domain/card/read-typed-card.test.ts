import { expect, test } from 'vitest'
import { readTypedCard } from '#domain/card/read-typed-card.ts'

test.each([
  ['5892101234567895'],
  ['۵۸۹۲ ۱۰۱۲ ۳۴۵۶ ۷۸۹۵'],
  ['شمارهٔ کارت ۵۸۹۲-۱۰۱۲-۳۴۵۶-۷۸۹۵'],
  ['card 5892101234567895'],
])('%s is a whole card number, which nothing but the channel server is asked about', (text) => {
  expect(readTypedCard(text)).toEqual({ pan: '5892101234567895' })
})

test('sixteen digits that are no card number are told as such', () => {
  expect(readTypedCard('5892101234567891')).toBe('wrong')
})

test.each([
  '7895',
  'کارت ۷۸۹۵',
  'علی ۰۹۱۲۱۲۳۴۵۶۷',
  'ساعت ۱۲۳۴۵۶۷۸ مبلغ ۸۷۶۵۴۳۲۱',
  '58921012345678951',
  'AB5892101234567895',
  ' AB5892101234567895 ',
])('%s is looked for as anything else', (text) => {
  expect(readTypedCard(text)).toBeNull()
})
