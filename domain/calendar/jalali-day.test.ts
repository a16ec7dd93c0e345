import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { DAY_MS } from '#domain/calendar/day.ts'
import { fromJalali, toJalali } from '#domain/calendar/jalali-day.ts'

test.each([
  [{ year: 1405, month: 8, day: 30 }, '2026-11-21'],
  [{ year: 1405, month: 1, day: 1 }, '2026-03-21'],
  [{ year: 1403, month: 12, day: 30 }, '2025-03-20'],
  [{ year: 1399, month: 12, day: 30 }, '2021-03-20'],
])('%j is %s', (date, day) => {
  expect(new Date(fromJalali(date) ?? 0).toISOString().slice(0, 10)).toBe(day)
})

test.each([
  { year: 1404, month: 12, day: 30 },
  { year: 1405, month: 7, day: 31 },
  { year: 1405, month: 13, day: 1 },
  { year: 1405, month: 0, day: 1 },
  { year: 1405, month: 1, day: 0 },
  { year: 1405, month: 1, day: 32 },
  { year: 1199, month: 1, day: 1 },
  { year: 1601, month: 1, day: 1 },
  { year: 5, month: 1, day: 1 },
])('%j is no date', (date) => expect(fromJalali(date)).toBeNull())

test('the years of the calendar are 1200 to 1600', () => {
  for (const year of [1200, 1600])
    expect(toJalali(fromJalali({ year, month: 6, day: 31 }) ?? 0)).toEqual({ year, month: 6, day: 31 })
})

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

test('the date is the day’s own, in whatever time zone the machine runs', async () => {
  vi.stubEnv('TZ', 'America/New_York')
  vi.resetModules()
  const abroad = await import('#domain/calendar/jalali-day.ts')
  expect(abroad.toJalali(Date.parse('2026-11-21'))).toEqual({ year: 1405, month: 8, day: 30 })
})

test('every day has one Jalali date, and it leads back to the day', () => {
  const days = fc.integer({ min: Date.parse('1950-01-01') / DAY_MS, max: Date.parse('2100-01-01') / DAY_MS })
  fc.assert(
    fc.property(days, (day) => {
      expect(fromJalali(toJalali(day * DAY_MS))).toBe(day * DAY_MS)
    }),
  )
})
