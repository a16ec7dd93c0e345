import { expect, test } from 'vitest'
import { readPlaywrightReport, readVitestReport } from './read-test-reports.ts'

test('a vitest file that could not be loaded is one failure', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'a' },
    { status: 'failed', fullName: 'b', failureMessages: ['no'] },
    { status: 'skipped', fullName: 'c' },
  ]
  const testResults = [
    { name: 'x.test.ts', status: 'failed', assertionResults },
    { name: 'y.test.ts', status: 'failed', message: 'syntax', assertionResults: [] },
  ]
  expect(readVitestReport(JSON.stringify({ testResults }))).toMatchObject({ passed: 1, failed: 2, skipped: 1 })
})

test('a browser test that passed only when repeated has failed', () => {
  const spec = (status: string) => ({ title: status, file: 'x.spec.ts', tests: [{ status, results: [{ status }] }] })
  const specs = ['expected', 'unexpected', 'flaky', 'skipped'].map(spec)
  const json = JSON.stringify({ suites: [{ suites: [{ specs }] }], errors: [{ message: 'setup' }] })
  expect(readPlaywrightReport(json)).toMatchObject({ passed: 1, failed: 3, skipped: 1 })
})
