import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toJalali } from '#domain/calendar/jalali-day.ts'
import { tehranWallMs } from '#domain/calendar/tehran-time.ts'
import { readCardExpiry } from '#domain/card/card-expiry.ts'

const lastDayOf = (text: string): string | null => {
  const endMs = readCardExpiry(text)
  return endMs === null ? null : new Date(tehranWallMs(endMs - 1)).toISOString().slice(0, 10)
}

test.each([
  ['2029-05', '2029-05-31'],
  ['2029-05-17', '2029-05-17'],
  ['2028-2', '2028-02-29'],
  ['2028/02/29', '2028-02-29'],
  ['۲۰۲۹-۱۲', '2029-12-31'],
  ['1408-03', '2029-06-20'],
  ['1408/03', '2029-06-20'],
  ['۱۴۰۸/۰۳/۳۱', '2029-06-20'],
  ['١٤٠٨.١٢', '2030-03-20'],
  ['1408-12', '2030-03-20'],
  ['1407-12-29', '2029-03-19'],
  ['1408-12-30', '2030-03-20'],
  ['1404/7/30', '2025-10-22'],
])('a card valid to %s is valid through %s', (text, day) => expect(lastDayOf(text)).toBe(day))

test.each([
  ['05/29', 'which of the two is the year is not said'],
  ['2905', ''],
  ['0803', ''],
  ['1408', ''],
  ['140803', ''],
  ['20290531', ''],
  ['31-05-2029', ''],
  ['2029-05/31', ''],
  ['2029-13', ''],
  ['2029-00', ''],
  ['2029-02-30', ''],
  ['1408-07-31', 'Mehr has thirty days'],
  ['1407-12-30', 'no leap year'],
  ['1408-13', ''],
  ['1250-03', ''],
  ['1508-03', ''],
  ['1999-12', ''],
  ['2588-03', 'the imperial calendar'],
  ['2029-05-31T00:00:00Z', ''],
  ['May-29', ''],
  ['', ''],
])('%s is refused, not guessed', (text) => expect(readCardExpiry(text)).toBe(null))

test('whatever Jalali month is written, validity ends as that month does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1300, max: 1499 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const endMs = readCardExpiry(`${year}-${String(month).padStart(2, '0')}`) ?? Number.NaN
      const [last, next] = [endMs - 1, endMs].map((ms) => toJalali(tehranWallMs(ms)))
      expect([last?.year, last?.month, next?.day]).toEqual([year, month, 1])
    }),
  )
})
