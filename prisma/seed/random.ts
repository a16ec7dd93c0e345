import { uuidv7 } from '#domain/text/uuidv7.ts'

export type Random = {
  /** 0 ≤ x < 1 */
  unit: () => number
  /** Whole, from…to inclusive */
  between: (from: number, to: number) => number
  pick: <T>(list: readonly T[]) => T
  chance: (probability: number) => boolean
  bytes: (length: number) => Buffer
  id: (atMs: number) => string
  digits: (length: number) => string
}

/** Deterministic (mulberry32): for invented people, never for a secret that guards anything. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number): number => from + Math.floor(unit() * (to - from + 1))
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => between(0, 255)))
  return {
    unit,
    between,
    bytes,
    pick: (list) => list[between(0, list.length - 1)] as (typeof list)[number],
    chance: (probability) => unit() < probability,
    id: (atMs) => uuidv7({ atMs, randomBytes: bytes(10) }),
    digits: (length) => Array.from({ length }, () => between(0, 9)).join(''),
  }
}
