import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '#domain/calendar/day.ts'
import { tehranChanges } from '#domain/calendar/tehran-changes.ts'
import {
  endOfTehranDayMs,
  nextTehranMidnightMs,
  tehranDay,
  tehranDayMs,
  tehranInstantMs,
  tehranMidnightMs,
  tehranWallMs,
} from '#domain/calendar/tehran-time.ts'

const instant = fc.integer({ min: 0, max: 4_102_444_800_000 })
const HOUR_MS = 3_600_000

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

test('midnight is ahead, within a day of 25 hours at most, and opens the next Tehran day', () => {
  fc.assert(
    fc.property(instant, (atMs) => {
      const midnightMs = nextTehranMidnightMs(atMs)
      expect(midnightMs).toBeGreaterThan(atMs)
      expect(midnightMs - atMs).toBeLessThanOrEqual(25 * HOUR_MS)
      expect(tehranDay(midnightMs - 1)).toBe(tehranDay(atMs))
      expect(tehranDay(midnightMs) > tehranDay(atMs)).toBe(true)
      expect(endOfTehranDayMs(tehranDay(atMs))).toBe(midnightMs)
    }),
  )
})

describe('summer time, until 1401', () => {
  const world = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: 'Asia/Tehran', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  /** What the world's table of time zones says that Tehran's clocks show. */
  function worldWallMs(atMs: number): number {
    const part = Object.fromEntries(world.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 0, day = 0, hour, minute, second } = part
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
  const seconds = fc.integer({ min: Date.UTC(1900, 0, 1) / 1000, max: Date.UTC(2072, 0, 1) / 1000 })

  test('the clocks show what the world’s table of time zones says, to the second around every change', () => {
    for (const { atMs } of tehranChanges)
      for (const away of [-HOUR_MS, -1000, 0, 1000, HOUR_MS])
        expect(tehranWallMs(atMs + away)).toBe(worldWallMs(atMs + away))
    fc.assert(
      fc.property(seconds, (second) => {
        expect(tehranWallMs(second * 1000)).toBe(worldWallMs(second * 1000))
      }),
      { numRuns: 5_000 },
    )
  })

  test('what the clocks show is the instant again; in an hour that came twice it is the first', () => {
    const nearChange = fc
      .tuple(fc.constantFrom(...tehranChanges), fc.integer({ min: -7_200, max: 7_200 }))
      .map(([{ atMs }, away]) => atMs / 1000 + away)
    fc.assert(
      fc.property(fc.oneof(seconds, nearChange), (second) => {
        const [atMs, wallMs] = [second * 1000, tehranWallMs(second * 1000)]
        const isSecondTime = [HOUR_MS, HOUR_MS / 2].some((ago) => tehranWallMs(atMs - ago) === wallMs)
        if (!isSecondTime) expect(tehranInstantMs(wallMs)).toBe(atMs)
        else {
          expect(tehranInstantMs(wallMs)).toBeLessThan(atMs)
          expect(tehranWallMs(tehranInstantMs(wallMs))).toBe(wallMs)
        }
      }),
      { numRuns: 5_000 },
    )
  })

  test('a time that was jumped over is as much later as the clocks were put on', () => {
    const at = (wall: string): string => new Date(tehranInstantMs(Date.parse(`${wall}Z`))).toISOString().slice(0, 16)
    expect(at('2022-03-21T23:59')).toBe('2022-03-21T20:29')
    expect(at('2022-03-22T00:00')).toBe('2022-03-21T20:30')
    expect(at('2022-03-22T00:59')).toBe('2022-03-21T21:29')
    expect(at('2022-03-22T01:00')).toBe('2022-03-21T20:30')
    expect(at('2022-09-21T23:30')).toBe('2022-09-21T19:00')
    expect(at('2022-09-22T00:00')).toBe('2022-09-21T20:30')
  })

  test('a day of it begins where the one before ends, with 23 hours in spring and 25 in autumn', () => {
    const hours = (day: string): number =>
      (endOfTehranDayMs(day) - tehranMidnightMs(Date.parse(`${day}T09:00Z`))) / HOUR_MS
    expect(['2022-03-21', '2022-03-22', '2022-07-01', '2022-09-21', '2022-09-22'].map(hours)).toEqual([
      24, 23, 24, 25, 24,
    ])
    for (let dayMs = Date.UTC(1970, 0, 1); dayMs < Date.UTC(2030, 0, 1); dayMs += DAY_MS) {
      const startMs = tehranInstantMs(dayMs)
      expect([tehranDayMs(startMs - 1), tehranDayMs(startMs)]).toEqual([dayMs - DAY_MS, dayMs])
    }
  })
})
