import { relative } from 'node:path'
import { projectRoot } from '../project-root.ts'

export type TestReport = { passed: number; failed: number; skipped: number; failures: string[] }

type VitestFile = {
  name: string
  status: string
  message?: string
  assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[]
}

const failureLines = 25

/** Counts vitest's JSON report; a file that could not be loaded is one failure. */
export function readVitestReport(json: string): TestReport {
  const { testResults } = JSON.parse(json) as { testResults: VitestFile[] }
  const report: TestReport = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const file of testResults) {
    const name = relative(projectRoot, file.name)
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === 'passed') report.passed++
      else if (status !== 'failed') report.skipped++
      else addFailure(report, `${name} › ${fullName}`, failureMessages?.[0]?.split('\n    at ')[0])
    }
    const isExplained = file.assertionResults.some(({ status }) => status === 'failed')
    if (file.status === 'failed' && !isExplained) addFailure(report, name, file.message)
  }
  return report
}

type PlaywrightResult = { status?: string; errors?: { message?: string }[] }
type PlaywrightSpec = { title: string; file: string; tests: { status: string; results: PlaywrightResult[] }[] }
type PlaywrightSuite = { specs?: PlaywrightSpec[]; suites?: PlaywrightSuite[] }

/** Counts Playwright's JSON report; a test that passed only when repeated has failed. */
export function readPlaywrightReport(json: string): TestReport {
  const { suites, errors } = JSON.parse(json) as { suites: PlaywrightSuite[]; errors: { message?: string }[] }
  const report: TestReport = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const { title, file, tests } of suites.flatMap(listSpecs)) {
    for (const { status, results } of tests) {
      const isListed = results.length === 0
      const messages = results.flatMap((result) => result.errors?.map(({ message }) => message ?? '') ?? [])
      if (status === 'expected' && !isListed) report.passed++
      else if (status === 'skipped' || isListed) report.skipped++
      else addFailure(report, `${file} › ${title}`, messages.join('\n'))
    }
  }
  for (const { message } of errors ?? []) addFailure(report, 'e2e', message)
  return report
}

function listSpecs(suite: PlaywrightSuite): PlaywrightSpec[] {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(listSpecs)]
}

function addFailure(report: TestReport, name: string, message = ''): void {
  report.failed++
  report.failures.push(`${name}\n${message.split('\n').slice(0, failureLines).join('\n')}`)
}
