import { expect, test } from 'vitest'
import { readLogQuery } from './read-log-query.ts'

const nowMs = Date.parse('2026-11-22T07:00:00Z')
const HOUR_MS = 3_600_000

test('an empty address asks for the last twenty-four hours of everything', () => {
  const read = readLogQuery({}, nowMs)
  expect(read).toEqual({
    window: { fromMs: nowMs - 24 * HOUR_MS, toMs: nowMs + 1 },
    filters: {},
    params: {},
    misread: [],
  })
})

test('today begins at midnight in Tehran', () => {
  expect(readLogQuery({ range: 'today' }, nowMs).window.fromMs).toBe(Date.parse('2026-11-21T20:30:00Z'))
})

test('a typed range is read in Jalali figures and stays in the address as it was typed', () => {
  const read = readLogQuery({ from: '۱۴۰۵/۰۹/۰۱ ۰۸:۰۰', to: '1405/09/01 09:30' }, nowMs)
  expect(read.window).toEqual({ fromMs: nowMs - 2.5 * HOUR_MS, toMs: nowMs - HOUR_MS })
  expect(read.params).toEqual({ from: '۱۴۰۵/۰۹/۰۱ ۰۸:۰۰', to: '1405/09/01 09:30' })
})

test('figures may be typed in Persian digits, with separators', () => {
  const { filters } = readLogQuery({ min: '۱٬۰۰۰٬۰۰۰', max: '2,000,000', card: '۱۲۳۴' }, nowMs)
  expect(filters).toEqual({ min: 1_000_000, max: 2_000_000, card: '1234' })
})

test.each([
  [{ reason: 'because' }, 'reason'],
  [{ min: 'much' }, 'min'],
  [{ card: '12345' }, 'card'],
  [{ customer: 'me' }, 'customer'],
  [{ from: 'yesterday' }, 'from'],
  [{ from: '1405/09/01', to: '1405/08/01' }, 'to'],
])('what is not understood is named and left out: %j', (search, name) => {
  const read = readLogQuery({ ...search, outcome: 'rejected' }, nowMs)
  expect(read.misread).toEqual([name])
  expect(read.filters).toEqual({ outcome: 'rejected' })
  expect(read.params).toEqual({ outcome: 'rejected' })
})

test('names that every object has are no filters', () => {
  const search = Object.assign(Object.create({ merchant: () => 'x' }), { constructor: '2', outcome: ['accepted'] })
  Object.defineProperty(search, '__proto__', { value: { length: 1 }, enumerable: true })
  const { filters, misread } = readLogQuery(search, nowMs)
  expect([filters, misread]).toEqual([{ outcome: 'accepted' }, []])
})
