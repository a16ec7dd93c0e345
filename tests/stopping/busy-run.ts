import { join } from 'node:path'
import { runStageCommand } from '../../scripts/test/run-stage-command.ts'
import { runStages } from '../../scripts/test/run-stages.ts'
import { noTotals, type Totals } from '../../scripts/test/test-totals.ts'

/** A test run of one stage, which starts what the stages of `npm test` start, and worse. */
await runStages([['busy', runBusyStage]])

async function runBusyStage(): Promise<Totals> {
  const log = join(process.env.BUSY_FOLDER ?? '', 'stage.log')
  const { code, output } = await runStageCommand({ program: '../tests/stopping/busy-stage.ts', args: [], log })
  process.stdout.write(output)
  return { ...noTotals, [code === 0 ? 'passed' : 'failed']: 1 }
}
