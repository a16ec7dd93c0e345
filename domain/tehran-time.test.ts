import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextTehranMidnightMs, tehranDay } from '#domain/tehran-time.ts'

const instant = fc.integer({ min: 0, max: 4_102_444_800_000 })

test('the Tehran day turns at 20:30 UTC', () => {
  expect(tehranDay(Date.parse('2026-11-22T20:29:59.999Z'))).toBe('2026-11-22')
  expect(tehranDay(Date.parse('2026-11-22T20:30:00.000Z'))).toBe('2026-11-23')
  expect(nextTehranMidnightMs(Date.parse('2026-11-22T20:29:59.999Z'))).toBe(Date.parse('2026-11-22T20:30:00.000Z'))
  expect(nextTehranMidnightMs(Date.parse('2026-11-22T20:30:00.000Z'))).toBe(Date.parse('2026-11-23T20:30:00.000Z'))
})

test('summer has the same offset as winter', () => {
  expect(tehranDay(Date.parse('2026-07-01T20:29:59.999Z'))).toBe('2026-07-01')
  expect(tehranDay(Date.parse('2026-07-01T20:30:00.000Z'))).toBe('2026-07-02')
})

test('midnight is ahead, within a day, and opens the next Tehran day', () => {
  fc.assert(
    fc.property(instant, (atMs) => {
      const midnightMs = nextTehranMidnightMs(atMs)
      expect(midnightMs).toBeGreaterThan(atMs)
      expect(midnightMs - atMs).toBeLessThanOrEqual(86_400_000)
      expect(tehranDay(midnightMs - 1)).toBe(tehranDay(atMs))
      expect(tehranDay(midnightMs) > tehranDay(atMs)).toBe(true)
    }),
  )
})
