import { expect, test } from 'vitest'
import { compareMedians, median } from '#tests/timing/compare-medians.ts'

/** Numbers that are the same at every run (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const draw = drawFrom(7)
const below = (bound: number): number => Math.floor(draw() * bound)
/** Rounds of a busy machine: each slows all groups alike by up to three times, and each timing by half at random. */
const rounds = (count: number, slower: number): [number[], number[]] => {
  const busy = Array.from({ length: count }, () => 1 + 2 * draw())
  return [busy.map((load) => load * (1 + draw() / 2)), busy.map((load) => load * (1 + draw() / 2) * slower)]
}

test('groups that do not differ are never found to differ by five percent, however busy the machine', () => {
  for (let run = 0; run < 20; run++) expect(compareMedians(...rounds(100, 1), below).leastPercent).toBeLessThan(5)
})

test('a group that is a quarter slower is found so in two thousand rounds', () => {
  const { percent, leastPercent } = compareMedians(...rounds(2_000, 1.25), below)
  expect(percent).toBeGreaterThan(15)
  expect(leastPercent).toBeGreaterThan(10)
})

test('the median of an even number of timings lies between the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([5, 1, 3])).toBe(3)
})
