import { expect, test } from 'vitest'
import { listProjectFiles, readProjectFile } from '#tests/harness/project-files.ts'

const builtIn = /catalogues(\[[^\]]*\]|\.\w+)\.reasons\b|pickMessages\([^)]*'reasons'/

test('no page explains a reason by the built-in texts, past what two administrators put in force', () => {
  const pages = listProjectFiles(/^(app|components)\/.*\.tsx?$/).filter((file) => !file.endsWith('.test.ts'))
  expect(pages.filter((file) => builtIn.test(readProjectFile(file)))).toEqual([])
})
