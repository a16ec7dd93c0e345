import { execFile } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { refusalReasons } from '#server/customers/file-refusals.ts'
import { fileColumns } from '#server/customers/read-file-header.ts'
import { splitCells } from '#server/customers/split-cells.ts'
import { lengths } from '#tests/harness/lengths.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { inProject } from '../project-root.ts'
import { writeExampleFile } from './write-example-file.fixture.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const folder = mkdtempSync(join(tmpdir(), 'ramzban-import-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const each of ['secrets', 'keys']) mkdirSync(join(folder, each))
writeFileSync(join(folder, 'secrets', 'urls.json'), JSON.stringify({ channel: database.channelUrl }))
copyFileSync(database.keyFiles.channel, join(folder, 'keys', 'channel.json'))
await owner.query(`INSERT INTO branch (id, code, name) VALUES (gen_random_uuid(), '0101', 'شعبه')`)

type Ended = { code: number; output: string; errors: string }

function run(...args: string[]): Promise<Ended> {
  const options = { env: { ...process.env, DATA_DIR: folder }, cwd: folder }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [inProject('scripts/import-customers/import-customers.ts'), ...args],
      options,
      (error, output, errors) => resolve({ code: error ? Number(error.code) : 0, output, errors }),
    )
  })
}

function readReport(name: string): { text: string; named: Map<number, string> } {
  const text = readFileSync(join(folder, name), 'utf8')
  const rows = text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')
    .slice(1)
  const cells = rows.map((row) => splitCells(row, ','))
  return { text, named: new Map(cells.map((row) => (row.ok ? [Number(row.cells[0]), row.cells[1] ?? ''] : [0, '']))) }
}

async function readEnd(): Promise<unknown> {
  const tables = ['customer', 'card', 'card_fingerprint', 'guard']
  const texts = tables.map(
    (name) => `(SELECT md5(string_agg(t::text, '\n' ORDER BY t::text)) FROM ${name} t) AS ${name}`,
  )
  return (await owner.query(`SELECT ${texts.join(', ')}, (SELECT count(*)::int FROM card) AS cards`)).rows[0]
}

const LINES = lengths({ short: 2_000, long: 10_000 })
const TAKEN = LINES - 37

test(`of ${LINES} lines with 37 faults of twelve kinds ${TAKEN} are taken over and 37 named, twice with the same end`, async () => {
  const { text, planted } = writeExampleFile({ lines: LINES, branchCode: '0101' })
  expect([planted.size, new Set(planted.values()).size]).toEqual([37, 12])
  writeFileSync(join(folder, 'customers.csv'), text)

  const first = await run('customers.csv')
  expect(first).toMatchObject({
    code: 2,
    output: `${TAKEN} of ${LINES} lines taken over\n`,
    errors: expect.stringContaining('37 left out, named in customers.refused.csv'),
  })
  const report = readReport('customers.refused.csv')
  expect([...report.named]).toEqual([...planted].toSorted(([one], [other]) => one - other))
  for (const code of planted.values()) expect(report.text).toContain(refusalReasons[code].slice(0, 20))
  expect(report.text).not.toMatch(/[0-9]{14}/)
  expect(statSync(join(folder, 'customers.refused.csv')).mode & 0o777).toBe(0o600)
  const end = await readEnd()
  expect(end).toMatchObject({ cards: TAKEN })

  expect(await run('customers.csv', '--report', 'again.csv')).toMatchObject({ code: 2, output: first.output })
  expect(readReport('again.csv').text).toBe(report.text)
  expect(await readEnd()).toEqual(end)
}, 900_000)

const header = fileColumns.join(',')
const good = '71,0084512342,سارا,,خیر,0101,5076779900000016,active,1410-03'

test('a file without a fault ends with 0 and an empty report', async () => {
  writeFileSync(join(folder, 'good.csv'), `${header}\n${good}\n`)
  expect(await run('good.csv')).toEqual({ code: 0, output: '1 of 1 lines taken over\n', errors: '' })
  expect(readReport('good.refused.csv').named.size).toBe(0)
})

test('of a customer’s lines only the one whose card is another’s is left out', async () => {
  const lines = [
    good,
    '72,0084512350,مریم,,n,0101,5076779900000024,active,1410-03',
    '72,0084512350,مریم,,n,0101,5076779900000016,active,1410-03',
  ]
  writeFileSync(join(folder, 'taken.csv'), [header, ...lines].join('\n'))
  expect(await run('taken.csv')).toMatchObject({ code: 2, output: '2 of 3 lines taken over\n' })
  expect([...readReport('taken.refused.csv').named]).toEqual([[4, 'card_of_another_customer']])
})

test('lines that contradict each other far apart are both left out', async () => {
  const far = Array.from({ length: 450 }, () => good)
  const lines = ['73,0084512369,علی,,n,0101,,,', ...far, '73,0084512369,عالی,,n,0101,,,']
  writeFileSync(join(folder, 'far.csv'), [header, ...lines].join('\n'))
  expect(await run('far.csv')).toMatchObject({ code: 2, output: '450 of 452 lines taken over\n' })
  expect([...readReport('far.refused.csv').named]).toEqual([
    [2, 'contradictory'],
    [453, 'contradictory'],
  ])
})

test.each<[string, Buffer | string | null, string]>([
  [
    'Windows-1256 far down',
    Buffer.concat([Buffer.from(`${header}\n76${good.slice(2)}\n`), Buffer.from([0xe3, 0xcd, 0x0a])]),
    'line 3: these bytes are not UTF-8',
  ],
  ['a header without a column', `${header.replace(',pan', '')}\n`, 'the column pan is missing'],
  ['no file at all', null, 'ENOENT'],
])('%s stops with 1 before anything is taken', async (_, content, message) => {
  const before = await readEnd()
  if (content !== null) writeFileSync(join(folder, 'stop.csv'), content)
  else if (existsSync(join(folder, 'stop.csv'))) rmSync(join(folder, 'stop.csv'))
  const ended = await run('stop.csv')
  expect([ended.code, ended.output]).toEqual([1, ''])
  expect(ended.errors).toContain(message)
  expect(await readEnd()).toEqual(before)
})

test('the report may not replace the file', async () => {
  writeFileSync(join(folder, 'own.csv'), `${header}\n${good}\n`)
  expect((await run('own.csv', '--report', './own.csv')).code).toBe(1)
  expect(readFileSync(join(folder, 'own.csv'), 'utf8')).toContain(good)
})
