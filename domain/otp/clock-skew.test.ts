import { describe, expect, test } from 'vitest'
import { sampleOf } from '#domain/otp/clock-sample.ts'
import { type ClockBounds, judgeClock, PROCESSES_APART_MAX_MS } from '#domain/otp/clock-skew.ts'

const bounds: ClockBounds = { alarmMs: 500, refuseMs: 5_000 }
const epochMs = Date.UTC(2026, 10, 22, 12)
const monotonicMs = 60_000
/** A look of a way of 2 ms, just now: 2 ms are left in doubt. */
const sample = sampleOf({ sentMs: monotonicMs - 1, receivedMs: monotonicMs + 1, databaseMs: epochMs })

type Case = { skewMs: number; errorMs?: number; latestMs?: number | null; known?: boolean }

function judge({ skewMs, errorMs = 0, latestMs = null, known = true }: Case) {
  const reading = { wallMs: epochMs + skewMs, monotonicMs, errorMs }
  return judgeClock({ sample: known ? sample : null, reading, latestMs, bounds })
}

describe('a process’s clock', () => {
  const table: [string, number, string, string | null][] = [
    ['with the database’s', 0, 'trusted', null],
    ['as far off as the alarm’s bound and what the look leaves in doubt', 502, 'trusted', null],
    ['a millisecond more', 503, 'alarmed', 'skew'],
    ['as far off as a leap second', 1_000, 'alarmed', 'skew'],
    ['as far off as the bound and the doubt', 5_002, 'alarmed', 'skew'],
    ['a millisecond more', 5_003, 'refused', 'skew'],
    ['an hour off', 3_600_000, 'refused', 'skew'],
  ]
  test.each(table)('%s, ahead or behind (%i ms), is %s', (_name, skewMs, state, reason) => {
    expect(judge({ skewMs })).toMatchObject({ state, reason, skewMs })
    expect(judge({ skewMs: -skewMs })).toMatchObject({ state, reason })
  })

  test('of which nothing is known is refused', () => {
    expect(judge({ skewMs: 0, known: false })).toEqual({
      state: 'refused',
      reason: 'unknown',
      skewMs: null,
      errorMs: null,
    })
  })
})

describe('doubt', () => {
  test('is never read as skew: a pause or a slow database raises no alarm', () => {
    expect(judge({ skewMs: 4_000, errorMs: 3_600 }).state).toBe('trusted')
    expect(judge({ skewMs: 8_000, errorMs: 4_000 }).state).toBe('alarmed')
  })
  test('beyond the bound is refused as unknown, whatever the clocks show', () => {
    expect(judge({ skewMs: 0, errorMs: 4_998 }).state).toBe('trusted')
    expect(judge({ skewMs: 0, errorMs: 4_999 })).toMatchObject({ state: 'refused', reason: 'unknown' })
  })
  test('grows with the time since the last look, until it is too much', () => {
    const judgeLater = (laterMs: number) => {
      const reading = { wallMs: epochMs + laterMs, monotonicMs: monotonicMs + laterMs, errorMs: 0 }
      return judgeClock({ sample, reading, latestMs: null, bounds })
    }
    expect(judgeLater(60_000)).toMatchObject({ state: 'trusted', errorMs: 62 })
    expect(judgeLater(5_000_000)).toMatchObject({ state: 'refused', reason: 'unknown' })
  })
})

describe('a clock that went back together with the database’s', () => {
  test.each([
    [500, 'trusted', null],
    [501, 'alarmed', 'went_back'],
    [1_000, 'alarmed', 'went_back'],
    [5_000, 'alarmed', 'went_back'],
    [5_001, 'refused', 'went_back'],
    [3_600_000, 'refused', 'went_back'],
  ])('by %i ms from the latest instant trusted is %s', (backMs, state, reason) => {
    expect(judge({ skewMs: 0, latestMs: epochMs + backMs })).toMatchObject({ state, reason })
  })
  test('is trusted again once it has caught up', () => {
    expect(judge({ skewMs: 0, latestMs: epochMs }).state).toBe('trusted')
  })
})

test('two processes trusted at the largest bound are never farther apart than the rules for codes allow', () => {
  expect(PROCESSES_APART_MAX_MS).toBe(20_000)
})
