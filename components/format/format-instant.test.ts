import { expect, test } from 'vitest'
import {
  formatLongDate,
  formatLongDateTime,
  formatRelativeInstant,
  formatShortDate,
  formatShortDateTime,
  formatTimeOfDay,
} from './format-instant.ts'

const AT_MS = Date.parse('2026-11-22T06:31:22.900Z')

test('a moment is written in Jalali words, Tehran time and Persian digits', () => {
  expect(formatLongDateTime(AT_MS, 'fa')).toBe('یکشنبه ۱ آذر ۱۴۰۵، ساعت ۱۰:۰۱')
  expect(formatLongDate(AT_MS, 'fa')).toBe('یکشنبه ۱ آذر ۱۴۰۵')
})

test('a moment is written in Gregorian words for an English reader, still in Tehran time', () => {
  expect(formatLongDateTime(AT_MS, 'en')).toBe('Sunday 22 November 2026, 10:01')
})

test('the short form keeps two digits for month, day and time', () => {
  expect(formatShortDateTime(AT_MS, 'fa')).toBe('۱۴۰۵/۰۹/۰۱ ۱۰:۰۱:۲۲')
  expect(formatShortDateTime(AT_MS, 'en')).toBe('2026-11-22 10:01:22')
})

test('midnight in Tehran is hour 00 of the new day', () => {
  const midnightMs = Date.parse('2026-11-21T20:30:00Z')
  expect(formatShortDateTime(midnightMs, 'fa')).toBe('۱۴۰۵/۰۹/۰۱ ۰۰:۰۰:۰۰')
  expect(formatShortDate(midnightMs - 1, 'fa')).toBe('۱۴۰۵/۰۸/۳۰')
  expect(formatTimeOfDay(midnightMs - 1, 'fa', 'seconds')).toBe('۲۳:۵۹:۵۹')
})

test('the last day of a leap year and the first of the next are told apart', () => {
  expect(formatLongDate(Date.parse('2025-03-20T12:00:00Z'), 'fa')).toBe('پنجشنبه ۳۰ اسفند ۱۴۰۳')
  expect(formatLongDate(Date.parse('2025-03-21T12:00:00Z'), 'fa')).toBe('جمعه ۱ فروردین ۱۴۰۴')
})

test.each([
  ['2026-11-22T07:12:00Z', 'امروز ۱۰:۴۲', 'today 10:42'],
  ['2026-11-21T17:47:00Z', 'دیروز ۲۱:۱۷', 'yesterday 21:17'],
  ['2026-11-22T20:30:00Z', 'فردا ۰۰:۰۰', 'tomorrow 00:00'],
  ['2026-11-20T20:29:00Z', '۱۴۰۵/۰۸/۲۹ ۲۳:۵۹', '2026-11-20 23:59'],
])('near days are named and further ones dated: %s', (at, fa, en) => {
  const input = { atMs: Date.parse(at), nowMs: AT_MS }
  expect(formatRelativeInstant({ ...input, locale: 'fa' })).toBe(fa)
  expect(formatRelativeInstant({ ...input, locale: 'en' })).toBe(en)
})
