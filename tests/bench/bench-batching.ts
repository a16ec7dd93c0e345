import { type Bench, verifying } from './contenders.ts'
import { perSecondOf, ratioOf, wholeCpu } from './figures.ts'
import { print, printFact, printFigures, printGate } from './print-table.ts'
import { runRounds } from './run-rounds.ts'
import type { LoadGenerator } from './start-load-generator.ts'

const PLAN = { connections: 64, rounds: 7, limitMs: 1_500 }

/** Two channel processes on one database by turns, alike but for `CHANNEL_BATCH_MAX`; answers whether the gate holds. */
export async function benchBatching(bench: Bench, generator: LoadGenerator): Promise<boolean> {
  const contenders = [
    verifying(bench, 'batches of up to 64', { method: 'sms' }),
    verifying(bench, 'each by itself', { method: 'sms', channel: 'channel-2' }),
  ] as const
  const figures = await runRounds(generator, contenders, PLAN)
  await generator.rest()
  printFigures(`Batching, ${PLAN.connections} connections, SMS codes`, figures)
  print('')
  const [on, off] = [figures['batches of up to 64'], figures['each by itself']]
  const ratio = ratioOf(perSecondOf(on), perSecondOf(off))
  const holds = printGate(`batching on ÷ off, ${PLAN.connections} connections`, ratio, { atLeast: 1.5 })
  printFact('the same by CPU', ratioOf(wholeCpu(off), wholeCpu(on)))
  return holds
}
