import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readProjectFile } from '#tests/harness/project-files.ts'
import { inProject } from '../../scripts/project-root.ts'
import { describeGrants, servingRoles } from './describe-grants.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const page = 'docs/security/grants.md'

const head = [
  '# What each role may do',
  '',
  'Printed from the database by `tests/permissions/grants.server.test.ts`, which fails when what stands here is not what the',
  'database says: `WRITE_GRANTS=1 npx vitest run tests/permissions/grants.server.test.ts` writes it anew, and whoever reads the',
  'change sees which role was given what. `UPDATE (a, b)` is those columns alone; partitions are reached through their parents.',
  '',
]

test('the roles may do what docs/security/grants.md says, and nothing more', async () => {
  const parts: string[] = []
  for (const role of servingRoles) parts.push(...(await describeGrants(owner, role)))
  const found = `${[...head, ...parts].join('\n').trimEnd()}\n`
  if (process.env.WRITE_GRANTS === '1') writeFileSync(inProject(page), found)
  expect(found).toBe(readProjectFile(page))
})
