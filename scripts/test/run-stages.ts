import { constants } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { endStageCommands } from './run-stage-command.ts'
import { addTotals, noTotals, type Totals } from './test-totals.ts'

const stopLimitMs = 4_000

export type Stage = [name: string, run: () => Promise<Totals>]

/**
 * Runs the stages one after the other, says what each came to and ends the process: 1 when anything failed or nothing
 * ran. A signal ends it with 128 and the signal's number; whoever started it ends what its stage leaves.
 */
export async function runStages(stages: Stage[]): Promise<never> {
  let isStopping = false
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    isStopping = true
    await Promise.race([endStageCommands(), pause(stopLimitMs)])
    process.exit(128 + constants.signals[signal])
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.once(signal, stop)
  process.once('disconnect', () => stop('SIGTERM'))

  let totals = noTotals
  for (const [name, run] of stages) {
    const startedAtMs = Date.now()
    const stage = await run().catch(toFailure)
    // No stage after the one that was stopped, and nothing said of that.
    if (isStopping) await new Promise(() => undefined)
    totals = addTotals(totals, stage)
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1)
    process.stdout.write(`— ${name}: ${inWords(stage)} in ${seconds} s\n`)
  }
  process.stdout.write(`${inWords(totals)}\n`)
  process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0)
}

function toFailure(error: Error): Totals {
  process.stdout.write(`${error.message}\n`)
  return { ...noTotals, failed: 1 }
}

function inWords({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
