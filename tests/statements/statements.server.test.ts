import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { compareRow } from './compare-row.ts'
import { describeStatement } from './describe-statement.ts'
import { findStatements, type Statement } from './find-statements.ts'
import { mayBeNull, readTableColumns, type TableColumns } from './list-nullable-columns.ts'
import { recordTexts, runs } from './run-statements.ts'

const database = await openTestDatabase()
const client = new pg.Client({ connectionString: database.superuserUrl })
let statements: Statement[]
let tables: TableColumns

beforeAll(async () => {
  await client.connect()
  tables = await readTableColumns(client)
  statements = findStatements()
}, 240_000)
afterAll(() => client.end())

const guardMade = 'where there is no guard, that of an untried card is put in its place before it is read'

/** Columns in which null could come, and why none does or nobody looks. */
const neverNull: Record<string, string> = {
  'server/approvals/duplicate-repository.ts#findStandingApproval standingUntilMs': 'it asks for later ones',
  'server/customers/cooling-off-repository.ts#endCoolingOff untilMs': 'it asks for later ones',
  ...Object.fromEntries(
    ['runCount', 'heldCount', 'dayCount', 'closingStep'].flatMap((name) => [
      [`server/otp-requests/repository.ts#findAskedCard ${name}`, 'who reads it made the guard before'],
      [`server/verifications/facts-repository.ts#listVerificationFacts ${name}`, guardMade],
    ]),
  ),
  'server/verifications/facts-repository.ts#listVerificationFacts cardStatus': guardMade,
  'server/verifications/facts-repository.ts#listVerificationFacts sources': guardMade,
  'server/overview/ceiling-alarm-repository.ts#selectCeilingAlarms role':
    'ceilings are of operators, whose acts name a role',
  'server/proofs/passed-proof-repository.ts#listPassedProofs expiresAtMs': 'it asks for later ones',
  'server/requests/repository.ts#findOutcome status': 'it asks for those that have one',
  'server/sms/delivery-repository.ts#takeReportedSms providerMessageId': 'it asks for some of them',
}

async function listTexts({ place, texts }: Statement): Promise<string[]> {
  const calls = runs[place]
  return calls ? (await Promise.all(calls.map(recordTexts))).flat() : (texts ?? [])
}

async function listFaults(statement: Statement): Promise<string[]> {
  const { place, row } = statement
  const faults = new Set<string>()
  for (const text of new Set(await listTexts(statement))) {
    try {
      const columns = await describeStatement(client, text)
      if (row === null) continue
      const isNullable = (column: (typeof columns)[number]): boolean => mayBeNull(tables, text, column)
      for (const fault of compareRow({ row, columns, mayBeNull: isNullable })) faults.add(`${place} ${fault}`)
    } catch (error) {
      faults.add(`${place} ${(error as Error).message}: ${text}`)
    }
  }
  return [...faults]
}

test('the text of every statement is read, or known from running it', async () => {
  expect(statements.length).toBeGreaterThan(200)
  const unread = statements.filter(({ texts }) => texts === null).map(({ place }) => place)
  expect(unread.filter((place) => !(place in runs))).toEqual([])
  const places = statements.map(({ place }) => place)
  expect(Object.keys(runs).filter((place) => places.filter((each) => each === place).length !== 1)).toEqual([])
})

test('whose rows are read, says what they are', () => {
  const undeclared = statements.filter(({ readsRows, row }) => readsRows && row === null)
  expect(undeclared.map(({ place, line }) => `${place} line ${line}`)).toEqual([])
})

test('every statement is one that the migrated database takes, and answers the row that it declares', async () => {
  const faults: string[] = []
  for (const statement of statements) faults.push(...(await listFaults(statement)))
  const known = (fault: string): string => fault.split(' ').slice(0, 2).join(' ')
  const isAllowed = (fault: string): boolean => fault.includes('without null') && known(fault) in neverNull
  expect(faults.filter((fault) => !isAllowed(fault))).toEqual([])
  expect(Object.keys(neverNull).filter((place) => !faults.some((fault) => known(fault) === place))).toEqual([])
}, 120_000)

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are source texts, put into a file as they are
const planted: [fault: string, row: string, text: string][] = [
  ['title does not come', '{ id: string; title: string }', 'SELECT id, name FROM branch'],
  ['name is not declared', '{ id: string }', 'SELECT ${columns} FROM branch'],
  ['number is declared as string', '{ number: string }', 'SELECT number FROM complaint'],
  ['at is declared as json', '{ at: Date }', 'SELECT at FROM verification'],
  ['note is declared without null', '{ note: string }', 'SELECT note FROM complaint_event'],
  [
    'branch is declared without null',
    '{ branch: string }',
    'SELECT b.name AS branch FROM operator o LEFT JOIN branch b ON b.id = o.branch_id',
  ],
  ['id comes twice', '{ id: string }', 'SELECT id, id FROM branch'],
  ['does not exist', '{ nmae: string }', 'SELECT nmae FROM branch'],
  ['syntax error', '{ id: string }', "SELECT id FROM branch ${wish ? 'ODRER BY id' : ''}"],
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are source texts, put into a file as they are

test('a fault that is planted is found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ramzban-statements-'))
  const file = join(folder, 'repository.ts')
  const functions = planted.map(
    ([, row, text], place) =>
      `export async function read${place}(sql: Sql, wish: string): Promise<unknown> {\n  const { rows } = await sql.query<${row}>(\`${text}\`)\n  return [rows, wish]\n}`,
  )
  writeFileSync(
    file,
    `type Sql = { query: <Row>(text: string) => Promise<{ rows: Row[] }> }\nconst columns = 'id, name'\n${functions.join('\n')}\n`,
  )
  const found = findStatements([file])
  rmSync(folder, { recursive: true })
  expect(found).toHaveLength(planted.length)
  for (const [place, [fault]] of planted.entries()) {
    const statement = found[place]
    expect(statement && (await listFaults(statement)).join()).toContain(fault)
  }
}, 120_000)
