import { mkdirSync, rmSync } from 'node:fs'
import { generateDatabaseClient } from './build-web.ts'
import { installTestTools } from './install-test-tools.ts'
import { inProject } from './project-root.ts'
import { endStageCommand } from './run-stage-command.ts'
import { checkStage, mutationStage, playwrightStage, vitestStage } from './test-stages.ts'
import { addTotals, noTotals, type Totals } from './test-totals.ts'

const resultsFolder = inProject('test-results')

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, abandon)
process.on('disconnect', abandon)

const isLong = process.argv.includes('--long')
if (isLong) process.env.RAMZBAN_LONG = '1'
rmSync(resultsFolder, { recursive: true, force: true })
mkdirSync(resultsFolder)

const stages: [string, () => Promise<Totals>][] = [
  ['tools', installTestTools],
  ['generate', generate],
  ['lint', () => checkStage({ name: 'lint', program: '@biomejs/biome/bin/biome', args: ['check', '.'] })],
  ['types', () => checkStage({ name: 'types', program: 'typescript/bin/tsc', args: ['--noEmit'] })],
  ['unit, server and whole repository', () => vitestStage({ resultsFolder })],
  ['e2e', () => playwrightStage({ resultsFolder })],
]
if (isLong) stages.push(['mutation', mutationStage])

let totals = noTotals
for (const [name, run] of stages) {
  const startedAtMs = Date.now()
  const stage = await run().catch((error: Error): Totals => {
    process.stdout.write(`${error.message}\n`)
    return { ...noTotals, failed: 1 }
  })
  totals = addTotals(totals, stage)
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1)
  process.stdout.write(`— ${name}: ${inWords(stage)} in ${seconds} s\n`)
}

process.stdout.write(`${inWords(totals)}\n`)
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0)

async function generate(): Promise<Totals> {
  await generateDatabaseClient()
  const routes = await checkStage({ name: 'routes', program: 'next/dist/bin/next', args: ['typegen'] })
  return { ...routes, passed: 0 }
}

function inWords({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

function abandon(): void {
  endStageCommand()
  setTimeout(() => process.exit(130), 5_000)
}
