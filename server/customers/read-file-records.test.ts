import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { fileColumns } from '#server/customers/read-file-header.ts'
import { readFileRecords } from '#server/customers/read-file-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'ramzban-records-'))
afterAll(() => rmSync(folder, { recursive: true }))

const header = fileColumns.join(',')
const good = '12,0084512343,سارا,09121234567,true,0101,5076770000000014,active,2029-05'

async function read(content: string | Buffer): Promise<[line: number, what: string][]> {
  const file = join(folder, 'customers.csv')
  writeFileSync(file, content)
  const records = await Array.fromAsync(readFileRecords(file))
  return records.map((each) => [each.line, 'cells' in each ? each.cells.name : each.refusal])
}

const withName = (name: string): string => good.replace('سارا', name)

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
])('a file with a byte order mark, blank lines and %s is read, also without a last line end', async (_, end) => {
  const lines = [`\ufeff${header}`, good, '', withName('"رضایی, ""علی"""'), '   ', withName('"x;y"')]
  const expected = [
    [2, 'سارا'],
    [4, 'رضایی, "علی"'],
    [6, 'x;y'],
  ]
  expect(await read(lines.join(end))).toEqual(expected)
  expect(await read(lines.join(end) + end)).toEqual(expected)
})

test.each([
  ['"علی" رضایی', 'misplaced_quote'],
  ['علی "رضایی"', 'misplaced_quote'],
  [' "علی"', 'misplaced_quote'],
  ['"علی" ', 'misplaced_quote'],
  ['"علی"رضایی"', 'misplaced_quote'],
  ['"علی', 'unclosed_quote'],
  ['"علی""', 'unclosed_quote'],
  ['"', 'unclosed_quote'],
  ['"علی\nرضایی"', 'line_break_in_cell'],
  ['"علی\r\n\r\nرضایی"', 'line_break_in_cell'],
  ['علی,رضایی', 'too_many_cells'],
])('a name written %j spoils its own line and no other', async (name, refusal) => {
  const after = 3 + (name.match(/\n/g)?.length ?? 0)
  const expected = [
    [2, refusal],
    [after, 'سارا'],
    [after + 1, 'رضایی'],
  ]
  expect(await read([header, withName(name), good, withName('"رضایی"')].join('\n'))).toEqual(expected)
})

test('short, long and endless lines are named', async () => {
  const lines = [header, '12,0084512343', `${good},`, `12,${'x'.repeat(70_000)}`, ',,,,,,,,', good]
  expect(await read(lines.join('\n'))).toEqual([
    [2, 'too_few_cells'],
    [3, 'too_many_cells'],
    [4, 'line_too_long'],
    [5, ''],
    [6, 'سارا'],
  ])
})

test.each([';', '\t'])('cells may be parted by %j', async (delimiter) => {
  const lines = [header, good, withName('سارا')].map((line) => line.replaceAll(',', delimiter))
  expect(await read(lines.join('\r\n'))).toEqual([
    [2, 'سارا'],
    [3, 'سارا'],
  ])
})

test('the columns may stand in any order, and Excel may name its delimiter', async () => {
  const turned = `sep=;\n${header.split(',').toReversed().join(';')}\n${good.split(',').toReversed().join(';')}`
  expect(await read(turned)).toEqual([[3, 'سارا']])
})

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

test.each<[string, string | Buffer, string]>([
  ['nothing', '', 'the file is empty'],
  ['a missing column', header.replace(',pan', ''), 'the column pan is missing'],
  ['an unknown column', `${header},age`, 'the column «age» is unknown'],
  ['a column twice', `${header},pan`, 'the column pan stands there 2 times'],
  ['no header', good, 'line 1 must be the header'],
  ['pipes', header.replaceAll(',', '|'), 'parted by comma, semicolon or tab'],
  [
    'Windows-1256',
    bytes(`${header}\n${good}\n13,0084512343,`, [0xe3, 0xcd, 0xe3, 0xcf], ',\n'),
    'line 3: these bytes are not UTF-8',
  ],
  ['an overlong form', bytes(`${header}\n`, [0xc0, 0xaf]), 'line 2: these bytes are not UTF-8'],
  ['half a character at the end', bytes(`${header}\n${good}`, [0xd8]), 'line 2: these bytes are not UTF-8'],
  ['UTF-16', Buffer.from(`\ufeff${header}\n${good}`, 'utf16le'), 'UTF-16'],
  ['UTF-16 without a mark', Buffer.from(`${header}\n${good}`, 'utf16le'), 'UTF-16'],
  ['a workbook', bytes('PK\u0003\u0004', [0, 0]), 'save it as «CSV UTF-8»'],
  ['CR alone', [header, good].join('\r'), 'CR alone'],
])('%s is no customer file, and is told so', async (_, content, message) => {
  await expect(read(content)).rejects.toThrow(message)
})

test('whatever a name is, quoted as RFC 4180 says, it is read as it was', async () => {
  const sign = fc.constantFrom('ع', ',', '"', ';', "'", 'ی', '\u200c', '\t', '😀', 'a')
  const name = fc.array(sign, { minLength: 1, maxLength: 12 }).map((signs) => `ب${signs.join('')}ب`)
  await fc.assert(
    fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 20 }), async (names) => {
      const lines = names.map((each) => withName(`"${each.replaceAll('"', '""')}"`))
      expect(await read([header, ...lines].join('\r\n'))).toEqual(names.map((each, at) => [at + 2, each]))
    }),
    { numRuns: 50 },
  )
})

test('wherever quotes are planted, every other line is read as it is', async () => {
  const planted = fc.array(fc.tuple(fc.nat(good.length), fc.boolean()), { minLength: 8, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(planted, async (places) => {
      const lines = places.map(([at, isSpoilt]) => (isSpoilt ? `${good.slice(0, at)}"${good.slice(at)}` : good))
      const read8 = await read([header, ...lines, good].join('\n'))
      const whole = places.flatMap(([, isSpoilt], at) => (isSpoilt ? [] : [at + 2]))
      expect(read8.filter(([, what]) => what === 'سارا').map(([line]) => line)).toEqual([...whole, 10])
    }),
    { numRuns: 200, examples: [[[0, 0, 2, 0, 0, 0, 0, 0].map((at, place) => [at, place === 0 || place === 2])]] },
  )
})
