/** Timings of each group, one of each round at the same place: what slows one round slows all of its groups. */
export type Timings<Group extends string> = Record<Group, number[]>

export type Difference = {
  /** |median - median| as a share of the smaller one, in percent. */
  percent: number
  /** The least difference that the timings leave believable: 1 of 1 000 resampled runs shows less. */
  leastPercent: number
}

const RESAMPLES = 1_000

/**
 * How far the medians of two groups differ, and how much of it chance cannot explain: whole rounds are drawn again, with
 * replacement, and the medians taken again (paired bootstrap). `draw` answers integers below its argument.
 */
export function compareMedians(
  a: readonly number[],
  b: readonly number[],
  draw: (below: number) => number,
): Difference {
  const rounds = a.length
  if (rounds === 0 || b.length !== rounds) throw new Error('two groups are timed in the same rounds')
  const sign = Math.sign(signedPercent(a, b)) || 1
  const resampled = Array.from({ length: RESAMPLES }, () => {
    const places = Array.from({ length: rounds }, () => draw(rounds))
    return sign * signedPercent(pick(a, places), pick(b, places))
  })
  resampled.sort((x, y) => x - y)
  return { percent: Math.abs(signedPercent(a, b)), leastPercent: Math.max(0, resampled[RESAMPLES / 1_000] ?? 0) }
}

export function median(list: readonly number[]): number {
  const sorted = Float64Array.from(list).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

function signedPercent(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [median(a), median(b)]
  return ((x - y) / Math.min(x, y)) * 100
}

function pick(list: readonly number[], places: readonly number[]): number[] {
  return places.map((place) => list[place] ?? 0)
}
