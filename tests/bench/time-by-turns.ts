import { performance } from 'node:perf_hooks'
import { percentile } from './figures.ts'

export type Times = { p50Ms: number; p95Ms: number; slowest: string }
type Contender<T> = (example: T) => Promise<unknown>
type Turns<T> = { examples: readonly T[]; warm: number; nameOf: (example: T) => string }

/**
 * Two ways of doing the same by turns, one at a time, each with examples of its own: neither finds what the other has
 * just fetched. The first `warm` examples of each are not counted.
 */
export async function timeByTurns<T>(
  { examples, warm, nameOf }: Turns<T>,
  contenders: readonly [Contender<T>, Contender<T>],
): Promise<[Times, Times]> {
  const half = Math.floor(examples.length / 2)
  const took: [Took[], Took[]] = [[], []]
  for (let turn = 0; turn < half; turn++) {
    for (const side of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const example = examples[side * half + turn]
      if (example === undefined) continue
      const startedAt = performance.now()
      await contenders[side](example)
      const ms = performance.now() - startedAt
      if (turn >= warm) took[side].push({ ms, name: nameOf(example) })
    }
  }
  return [summarise(took[0]), summarise(took[1])]
}

type Took = { ms: number; name: string }

function summarise(took: readonly Took[]): Times {
  const sorted = took.toSorted((a, b) => a.ms - b.ms)
  const ms = sorted.map((one) => one.ms)
  return { p50Ms: percentile(ms, 50), p95Ms: percentile(ms, 95), slowest: sorted.at(-1)?.name ?? '' }
}
