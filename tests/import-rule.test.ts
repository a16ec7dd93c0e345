import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inProject } from '../scripts/project-root.ts'
import { findImportBreaches } from './harness/cruise-imports.ts'
import { listProjectFiles, readProjectFile } from './harness/project-files.ts'

const planted = mkdtempSync(join(tmpdir(), 'ramzban-imports-'))
afterAll(() => rmSync(planted, { recursive: true }))

const innocent = {
  'domain/otp/otp.ts': `import { createHmac } from 'node:crypto'\nexport const otp = createHmac`,
  'domain/text/digits.ts': 'export const fold = 1',
  'server/database.ts': 'export const open = 1',
  'server/cards/repository.ts': `import { open } from '#server/database.ts'\nexport const find = open`,
  'server/cards/block-card.ts': `import { find } from '#server/cards/repository.ts'\nexport const block = find`,
  'channel/routes/block.ts': `import { block } from '#server/cards/block-card.ts'\nexport const route = block`,
  'components/ui/button.ts': `import { fold } from '#domain/text/digits.ts'\nexport const button = fold`,
  'components/ui/card.ts': `import type { block } from '#server/cards/block-card.ts'\nexport type Card = typeof block`,
  'components/staff.ts': `import type { block } from '#server/cards/block-card.ts'\nexport type Staff = typeof block`,
  'app/page.ts': `import { button } from '#components/ui/button.ts'\nexport const page = button`,
}

const breaches: [rule: string, file: string, line: string][] = [
  ['domain-is-pure', 'domain/bad.ts', `import '#server/database.ts'`],
  ['domain-is-pure', 'domain/bad.ts', `import 'node:fs'`],
  ['domain-is-pure', 'domain/bad.ts', `import type { open } from '#server/database.ts'`],
  ['browser-safe-domain-imports-nothing', 'domain/otp/base32.ts', `import '#domain/text/digits.ts'`],
  ['sql-in-repositories-only', 'server/cards/read-card.ts', `import pg from 'pg'\nexport const a = pg`],
  [
    'sql-in-repositories-only',
    'channel/bad.ts',
    `import { PrismaPg } from '@prisma/adapter-pg'\nexport const a = PrismaPg`,
  ],
  ['transport-knows-no-repository', 'channel/bad.ts', `import '#server/cards/repository.ts'`],
  ['transport-knows-no-repository', 'app/bad.ts', `import '#server/cards/repository.ts'`],
  ['transport-knows-no-repository', 'worker/bad.ts', `import '#server/cards/repository.ts'`],
  ['use-case-knows-no-other', 'server/cards/read-card.ts', `import '#server/cards/block-card.ts'`],
  ['server-knows-no-transport', 'server/cards/read-card.ts', `import '#channel/routes/block.ts'`],
  ['transports-know-not-each-other', 'worker/bad.ts', `import '#channel/routes/block.ts'`],
  ['components-know-no-app', 'components/bad.ts', `import '../app/page.ts'`],
  ['components-take-only-types-from-server', 'components/bad.ts', `import '#server/cards/block-card.ts'`],
  ['components-reach-no-node-crypto', 'components/bad.ts', `import '#domain/otp/otp.ts'`],
  ['customer-app-knows-no-staff', 'components/rima/bad.ts', `import '#server/cards/block-card.ts'`],
  ['customer-app-knows-no-staff', 'app/rima/bad.ts', `import '../page.ts'`],
  ['customer-app-knows-no-staff', 'app/rima/worse.ts', `import '#components/staff.ts'`],
  ['product-knows-no-scaffold', 'server/cards/read-card.ts', `import '../../tests/helper.ts'`],
]

test('every file of the product keeps to the table of imports', async () => {
  expect(await findImportBreaches()).toEqual([])
}, 180_000)

test('a tree that keeps to the table has no breach', async () => {
  expect(await findImportBreaches(plant('innocent', {}))).toEqual([])
})

test.each(breaches)('%s is noticed in %s', async (rule, file, line) => {
  const root = plant(`breach-${breaches.findIndex((breach) => breach[2] === line && breach[1] === file)}`, {
    [file]: line,
  })
  const found = await findImportBreaches(root)
  expect(found.map((breach) => breach.split(':')[0])).toContain(rule)
})

test('queries are written in repositories only', () => {
  const query = /\.query[<(]|\.\$(query|execute)Raw|\bprisma\.\w+\.\w+\(/
  const files = listProjectFiles(/^(app|channel|worker|server|components)\/.*\.tsx?$/)
  const outside = files.filter((file) => !/repository\.ts$|\.test\.tsx?$|^server\/(database|prisma)\.ts$/.test(file))
  expect(outside.filter((file) => query.test(readProjectFile(file)))).toEqual([])
})

test('plain reads go through Prisma, from repositories alone and none that a payment or the app’s activation passes', () => {
  const files = listProjectFiles(/^(app|channel|worker|server)\/.*(?<!\.test)\.tsx?$/)
  const users = files.filter((file) => /import (?!type)[^;]*#server\/prisma\.ts/.test(readProjectFile(file)))
  expect(users.filter((file) => !/repository\.ts$/.test(file))).toEqual([])
  const hot =
    /^server\/(activations|devices|guards|otp-requests|proofs|rates|registrations|requests|sms|verifications)\//
  expect(users.filter((file) => hot.test(file))).toEqual([])
  expect(users.length).toBeGreaterThanOrEqual(15)
})

function plant(name: string, extra: Record<string, string>): string {
  const root = join(planted, name)
  for (const [file, content] of Object.entries({ ...innocent, 'tests/helper.ts': 'export const a = 1', ...extra })) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), content)
  }
  cpSync(inProject('package.json'), join(root, 'package.json'))
  return root
}
