import { type Bench, verifying } from './contenders.ts'
import { perSecondOf, spreadOf, spreadOfFigure } from './figures.ts'
import { print, printAim, printFigures } from './print-table.ts'
import { runRounds } from './run-rounds.ts'
import type { LoadGenerator } from './start-load-generator.ts'

const CLOSED = { connections: 64, rounds: 3, limitMs: 1_500 }
const OPEN = { connections: 64, rounds: 5, limitMs: 2_500 }

/** The most that 64 connections get, and then half of it arriving at random, each timed from its arrival. */
export async function benchHalfLoad(bench: Bench, generator: LoadGenerator): Promise<void> {
  const contender = verifying(bench, 'verify', { method: 'sms' })
  const most = await runRounds(generator, [contender], CLOSED)
  const perSecond = spreadOf(perSecondOf(most.verify)).median / 2
  const half = await runRounds(generator, [contender], { ...OPEN, perSecond })
  await generator.rest()
  printFigures('At most, and at half of it arriving at random (open loop)', {
    'at most, 64 connections': most.verify,
    [`${perSecond.toFixed(0)} a second`]: half.verify,
  })
  print('')
  printAim('p99 ms at half load', spreadOfFigure(half.verify, 'p99Ms'), '≤ 25')
}
