import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTypedInstant, parseTypedInstant } from './typed-instant.ts'

const AT_MS = Date.parse('2026-11-22T07:00:00Z')

test.each([
  '1405/09/01 10:30',
  '۱۴۰۵/۰۹/۰۱ ۱۰:۳۰',
  '۱۴۰۵-۹-۱، ۱۰:۳۰',
  '2026-11-22 10:30',
  '\u200f۱۴۰۵/۰۹/۰۱\u200f ۱۰:۳۰\u200e',
  '۱۴۰۵–۰۹–۰۱\u00a010:30',
  '１４０５/０９/０１ １０:３０',
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

test.each([
  ['1401/05/01 10:30', '2022-07-23T06:00:00Z'],
  ['2022-07-23 10:30', '2022-07-23T06:00:00Z'],
  ['1401/05/01', '2022-07-22T19:30:00Z'],
  ['1401/06/31 10:30', '2022-09-22T07:00:00Z'],
  ['1401/01/01 10:30', '2022-03-21T07:00:00Z'],
  ['1401/01/02', '2022-03-21T20:30:00Z'],
  ['1385/05/01 10:30', '2006-07-23T07:00:00Z'],
  ['1384/05/01 10:30', '2005-07-23T06:00:00Z'],
])('%s, when Iran kept summer time or did not, is %s', (text, at) =>
  expect(parseTypedInstant(text)).toBe(Date.parse(at)),
)

test('every minute of 1380 to 1450 is read as it is written; of an hour that came twice the first', () => {
  const minutes = fc.integer({ min: Date.UTC(2001, 2, 21) / 60_000, max: Date.UTC(2072, 2, 20) / 60_000 })
  const autumn = fc
    .constantFrom(2001, 2005, 2008, 2012, 2021, 2022)
    .chain((year) => fc.integer({ min: Date.UTC(year, 8, 20) / 60_000, max: Date.UTC(year, 8, 23) / 60_000 }))
  fc.assert(
    fc.property(fc.oneof(minutes, autumn), fc.constantFrom('fa' as const, 'en' as const), (minute, locale) => {
      const atMs = minute * 60_000
      const typed = formatTypedInstant(atMs, locale)
      const isSecondTime = formatTypedInstant(atMs - 3_600_000, locale) === typed
      expect(parseTypedInstant(typed)).toBe(isSecondTime ? atMs - 3_600_000 : atMs)
    }),
    { numRuns: 3_000 },
  )
})
