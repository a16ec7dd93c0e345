import { seededRandom as drawFrom } from '#prisma/seed/random.ts'

export type Random = {
  /** 0 ≤ x < 1 */
  next: () => number
  /** 0 … below − 1 */
  below: (below: number) => number
  chance: (percent: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** A stream of its own, the same for the same name whatever was drawn here. */
  fork: (name: string) => Random
}

/** The same numbers for the same seed. */
export function seededRandom(seed: number): Random {
  const { unit: next } = drawFrom(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: (percent) => next() * 100 < percent,
    pick: (list) => {
      const picked = list[below(list.length)]
      if (picked === undefined) throw new RangeError('nothing to pick from')
      return picked
    },
    fork: (name) => seededRandom(hash(`${seed} ${name}`)),
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return value
}
