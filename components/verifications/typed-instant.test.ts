import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTypedInstant, parseTypedInstant } from './typed-instant.ts'

const AT_MS = Date.parse('2026-11-22T07:00:00Z')

test.each([
  '1405/09/01 10:30',
  '۱۴۰۵/۰۹/۰۱ ۱۰:۳۰',
  '۱۴۰۵-۹-۱، ۱۰:۳۰',
  '2026-11-22 10:30',
  '2026-11-22T10:30:00',
  String(AT_MS),
])('%s is half past ten of the first of Azar in Tehran', (text) => expect(parseTypedInstant(text)).toBe(AT_MS))

test('a day without a time begins at midnight in Tehran', () => {
  expect(parseTypedInstant('۱۴۰۵/۰۹/۰۱')).toBe(Date.parse('2026-11-21T20:30:00Z'))
})

test.each(['', 'امروز', '1405/13/01', '1405/12/31', '1404/12/30', '1405/00/10', '2026-02-30', '1405/09/01 24:00'])(
  '%j is no moment',
  (text) => expect(parseTypedInstant(text)).toBeNull(),
)

test('the last day of a leap year is a day', () => expect(parseTypedInstant('1403/12/30')).not.toBeNull())

test('every second since Iran keeps one time all year is read as it is written, in both calendars', () => {
  const seconds = fc.integer({
    min: Date.parse('2023-03-21T00:00:00Z') / 1000,
    max: Date.parse('2061-03-01T00:00:00Z') / 1000,
  })
  fc.assert(
    fc.property(seconds, fc.constantFrom('fa' as const, 'en' as const), (second, locale) => {
      expect(parseTypedInstant(formatTypedInstant(second * 1000, locale))).toBe(second * 1000)
    }),
  )
})
