import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../project-root.ts'
import { findBrowser } from './install-test-tools.ts'
import { readPlaywrightReport, readVitestReport, type TestReport } from './read-test-reports.ts'
import { runStageCommand, type StageResult } from './run-stage-command.ts'
import { noTotals, type Totals } from './test-totals.ts'

type Check = { name: string; program: string; args: string[] }
type Stage = { resultsFolder: string }

const shownLines = 80
/** A program whose exit code is the one result. */
export async function checkStage({ name, program, args }: Check): Promise<Totals> {
  const log = inProject('test-results', `${name}.log`)
  const { code, output } = await runStageCommand({ program, args, log })
  if (code === 0) return { ...noTotals, passed: 1 }
  showEnd(output, log)
  return { ...noTotals, failed: 1 }
}

/** Whether the domain's tests notice 95 of 100 changes to it: one check more, of the long run. */
export function mutationStage(): Promise<Totals> {
  const args = ['run', 'tests/mutation/stryker.config.mjs']
  return checkStage({ name: 'mutation', program: '@stryker-mutator/core/bin/stryker.js', args })
}

export async function vitestStage({ resultsFolder }: Stage): Promise<Totals> {
  const report = join(resultsFolder, 'vitest.json')
  const log = join(resultsFolder, 'vitest.log')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const result = await runStageCommand({ program: 'vitest/vitest.mjs', args: ['run', ...reporters], log })
  const failuresAt = result.output.search(/^.*(Failed (Tests|Suites)|Unhandled Errors) /m)
  if (failuresAt >= 0) showStart(result.output.slice(failuresAt))
  return judge({ result, log, report: readReport(report, readVitestReport) })
}

export async function playwrightStage({ resultsFolder }: Stage): Promise<Totals> {
  const report = join(resultsFolder, 'playwright.json')
  const log = join(resultsFolder, 'playwright.log')
  const isBrowserMissing = findBrowser() === undefined
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: report }
  const args = ['test', '--reporter=list,json', ...(isBrowserMissing ? ['--list'] : [])]
  const result = await runStageCommand({ program: '@playwright/test/cli.js', args, log, environment })
  const read = readReport(report, readPlaywrightReport)
  if (!isBrowserMissing || !read) return judge({ result, log, report: read })
  process.stdout.write('No Chromium: as root this script installs it; the browser tests are skipped.\n')
  return { ...noTotals, skipped: read.passed + read.skipped }
}

type Judgement = { result: StageResult; log: string; report: TestReport | undefined }

/** What the report counts; an unhappy end that no counted test explains is one failure more. */
function judge({ result, log, report }: Judgement): Totals {
  const { passed, failed, skipped, failures } = report ?? { ...noTotals, failures: [] }
  for (const failure of failures) process.stdout.write(`\n✗ ${failure}\n`)
  if (result.code === 0 && report && passed + failed + skipped > 0) return { passed, failed, skipped }
  if (failed === 0) showEnd(result.output, log)
  else process.stdout.write(`Everything it said: ${log}\n`)
  return { passed, failed: Math.max(failed, 1), skipped }
}

function readReport(file: string, read: (json: string) => TestReport): TestReport | undefined {
  return existsSync(file) ? read(readFileSync(file, 'utf8')) : undefined
}

function showStart(output: string): void {
  process.stdout.write(
    `${output
      .split('\n')
      .slice(0, 2 * shownLines)
      .join('\n')}\n`,
  )
}

function showEnd(output: string, log: string): void {
  const lines = output.trimEnd().split('\n')
  process.stdout.write(`${lines.slice(-shownLines).join('\n')}\nEverything it said: ${log}\n`)
}
