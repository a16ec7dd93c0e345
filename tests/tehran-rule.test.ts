import { expect, test } from 'vitest'
import { listProjectFiles, readProjectFile } from './harness/project-files.ts'

const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$|^(tests|e2e)\//.test(file)
const own = /12_?600_?000|\b3\.5 \* |3 hours 30|\+03:30'|(?:timeZone: |AT TIME ZONE )'Asia\/Tehran'/

test('one place knows how far Tehran’s clocks are ahead', () => {
  const files = listProjectFiles(/\.(tsx?|mjs|cjs|js|sql)$/).filter((file) => !isTest(file))
  expect(files.filter((file) => own.test(readProjectFile(file)))).toEqual(['domain/calendar/tehran-time.ts'])
})
