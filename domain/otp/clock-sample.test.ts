import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ClockSample, errorOfSample, findBestSample, keepSamples, sampleOf } from '#domain/otp/clock-sample.ts'

const epochMs = Date.UTC(2026, 10, 22, 12)
const look = (atMs: number, wayMs: number, offsetMs = epochMs): ClockSample =>
  sampleOf({ sentMs: atMs, receivedMs: atMs + wayMs, databaseMs: atMs + wayMs / 2 + offsetMs })

test('a look says the database’s time to within half its way, wherever on the way the database looked', () => {
  const ways = fc.record({ there: fc.double({ min: 0, max: 30_000, noNaN: true }), back: fc.nat(30_000) })
  fc.assert(
    fc.property(ways, fc.integer({ min: -1e9, max: 1e9 }), ({ there, back }, offsetMs) => {
      const sample = sampleOf({ sentMs: 5, receivedMs: 5 + there + back, databaseMs: 5 + there + offsetMs })
      expect(Math.abs(sample.offsetMs - offsetMs)).toBeLessThanOrEqual(sample.errorMs)
    }),
  )
})

test('of looks that agree the quickest holds, until it is so old that a slower one is worth more', () => {
  const kept = keepSamples([look(0, 2)], look(1_000, 800))
  expect(findBestSample(kept, 1_000)).toEqual(look(0, 2))
  const later = keepSamples(kept, look(500_000, 100))
  expect(findBestSample(later, 500_000)).toEqual(look(500_000, 100))
})

test('a look that contradicts the earlier ones replaces them: the database’s clock has moved', () => {
  const moved = look(2_000, 2, epochMs - 1_000)
  expect(keepSamples([look(0, 2), look(1_000, 2)], moved)).toEqual([moved])
})

test('looks as far apart as both may be wrong still agree, a millisecond more and they do not', () => {
  // The first may be wrong by 2 ms and 1 ms of age, the second by 3 ms.
  const [first, apart, farther] = [look(0, 2), look(999, 4, epochMs + 6), look(999, 4, epochMs - 7)]
  expect(keepSamples([first], apart)).toEqual([first, apart])
  expect(keepSamples([first], farther)).toEqual([farther])
})

test('of looks that are worth the same the first one holds', () => {
  const twins = [look(0, 2), look(0, 2, epochMs + 1)]
  expect(findBestSample(twins, 0)).toEqual(twins[0])
})

test('a slow look contradicts nothing that lies within its way', () => {
  expect(keepSamples([look(0, 2)], look(1_000, 9_000, epochMs + 4_000))).toHaveLength(2)
})

test('samples are kept up to a limit, and lose worth with their age', () => {
  let kept: ClockSample[] = []
  for (let at = 0; at < 100; at++) kept = keepSamples(kept, look(at * 1_000, 2))
  expect(kept).toHaveLength(16)
  expect(errorOfSample(look(0, 0), 60_000)).toBeCloseTo(61)
  expect(findBestSample([], 0)).toBeNull()
})
