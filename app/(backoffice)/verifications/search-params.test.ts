import { expect, test } from 'vitest'
import { endsBeforeStart, readLogQuery } from './search-params.ts'

const nowMs = Date.parse('2026-11-22T07:00:00Z')
const HOUR_MS = 3_600_000

test('an empty address asks for the last twenty-four hours of everything', () => {
  const read = readLogQuery({}, nowMs)
  expect(read).toEqual({
    window: { fromMs: nowMs - 24 * HOUR_MS, toMs: nowMs + 1 },
    filters: {},
    params: {},
    misread: [],
    typed: {},
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

test('codes may be typed in Persian digits', () => {
  const { filters } = readLogQuery({ ip: '۱۹۲.۱۶۸.۱.۱۷', terminal: 'T۲۰۰۱', merchant: 'M٩٠٤٤' }, nowMs)
  expect(filters).toEqual({ ip: '192.168.1.17', terminal: 'T2001', merchant: 'M9044' })
})

test('what is not understood is kept as it was typed, to be mended, but no more of a card than four digits', () => {
  expect(readLogQuery({ min: 'ده هزار', card: '۱۲' }, nowMs).typed).toEqual({ min: 'ده هزار', card: '12' })
  expect(readLogQuery({ card: '50767736523' }, nowMs).typed).toEqual({})
  const backwards = readLogQuery({ from: '۱۴۰۵/۰۹/۰۱', to: '۱۴۰۵/۰۸/۰۱' }, nowMs).typed
  expect(backwards).toEqual({ from: '۱۴۰۵/۰۹/۰۱', to: '۱۴۰۵/۰۸/۰۱' })
  expect(endsBeforeStart(backwards)).toBe(true)
  expect(endsBeforeStart({ from: '۱۴۰۵/۱۳/۰۱', to: '۱۴۰۵/۰۸/۰۱' })).toBe(false)
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
