import fc from 'fast-check'
import { beginSequence } from './begin-sequence.ts'
import { checkInvariants } from './invariants.ts'
import type { ModelFixture } from './model-fixture.ts'
import { profiles } from './profiles.ts'
import { beginningOf, type Sequence, sequenceArb } from './sequence.ts'

export type Run = { fixture: ModelFixture; dayStartMs: number; reached: Map<string, number> }
export type Wish = { seed: number; from: number; count: number; atOnce: number }

let places = 0

/** Plays one sequence on a customer of its own. */
export async function playSequence({ fixture, dayStartMs, reached }: Run, sequence: Sequence): Promise<void> {
  const policy = profiles[sequence.profile]
  if (policy === undefined) throw new RangeError(`no profile is called ${sequence.profile}`)
  const reach = (what: string): void => void reached.set(what, (reached.get(what) ?? 0) + 1)
  const begin = {
    fixture,
    policy,
    beginning: beginningOf(sequence),
    nowMs: dayStartMs + sequence.startMs,
    place: places++,
  }
  const { world, real } = await beginSequence(begin, reach)
  await fc.asyncModelRun(() => ({ model: world, real: { world, real, logged: [] } }), sequence.commands)
  await checkInvariants(world, real)
}

/**
 * Plays many at once, each on its own customer, so that they share batches but no row. The first that fails is played
 * again alone, in the same words, and shrunk to the fewest commands that still fail.
 */
export async function playSequences(run: Run, { seed, from, count, atOnce }: Wish): Promise<number> {
  const sequences = fc.sample(sequenceArb, { seed, numRuns: from + count })
  const failed: { place: number; error: Error }[] = []
  let next = from
  const work = async (): Promise<void> => {
    while (next < sequences.length && failed.length === 0) {
      const place = next++
      const sequence = sequences[place]
      if (sequence === undefined) return
      await playSequence(run, sequence).catch((error: Error) => failed.push({ place, error }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const [first] = failed.sort((a, b) => a.place - b.place)
  if (first !== undefined) await shrink(run, { seed, played: next - from, ...first })
  return next - from
}

type Failure = { seed: number; played: number; place: number; error: Error }

async function shrink(run: Run, { seed, played, place, error: first }: Failure): Promise<void> {
  const words = `after ${played} were played; RAMZBAN_MODEL_SEED=${seed} RAMZBAN_MODEL_AT=${place} plays it again`
  const property = fc.asyncProperty(sequenceArb, (sequence) => playSequence(run, sequence))
  const limits = {
    seed,
    path: String(place),
    numRuns: 1,
    interruptAfterTimeLimit: 60_000,
    markInterruptAsFailure: true,
  }
  await fc.assert(property, limits).catch((error: Error) => {
    throw new Error(`Sequence ${place} of seed ${seed}: ${words}\n${error.message}`, { cause: error })
  })
  throw new Error(`Sequence ${place} of seed ${seed} failed beside others and not alone: ${words}`, { cause: first })
}
