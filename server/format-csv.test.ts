import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitCells } from '#server/customers/split-cells.ts'
import { formatCsv } from './format-csv.ts'

test('a file begins with a byte order mark and ends each row as RFC 4180 says', () => {
  expect(
    formatCsv([
      ['زمان', 'مبلغ'],
      ['الف', 4_870_000],
    ]),
  ).toBe('\ufeffزمان,مبلغ\r\nالف,4870000\r\n')
})

test.each(['=1+1', '+98912', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200f=1', '|cmd'])(
  'what a spreadsheet would run is written as text: %j',
  (value) =>
    expect(
      formatCsv([[value]])
        .replace(/^\ufeff"?/, '')
        .startsWith("'"),
    ).toBe(true),
)

test('a number below zero stays a number', () => expect(formatCsv([[-5]])).toBe('\ufeff-5\r\n'))

test('commas, quotes and line breaks stay inside their value', () => {
  expect(formatCsv([['a,b', 'say "so"', 'one\ntwo', null]])).toBe('\ufeff"a,b","say ""so""","one\ntwo",\r\n')
})

test.each([
  ...[
    '＝HYPERLINK("http://evil","x")',
    '＋98912',
    '－2+3',
    '＠SUM(A1)',
    '﹦1+1',
    '﹢1',
    '﹣1',
    '﹫x',
    '⁼1',
    '−1+1',
    '%0A',
  ],
  ...[
    '\u200b=1',
    '\ufeff=1',
    '\u2060＝1',
    '\u00ad=1',
    '\u202a=1',
    '\u3164=1',
    '\u00a0=1',
    '\u2003=1',
    '\n=1',
    '\u0000=1',
  ],
])('a formula is text however it is spelt and whatever stands before it: %j', (value) =>
  expect(cellOf(value).startsWith("'")).toBe(true),
)

test.each([
  ...['00012345', '12345', '1234567890123456', '۰۰۱۲۳', '１２３', '12E5', '1,250', '1.5', '.5', '(12)', '$5', '12%'],
  ...[
    '1-2',
    '1/2',
    '2024-05',
    '1405/09/09',
    '10:30',
    '1 1/2',
    'MAR-1',
    '2-Sep',
    'Dec 2024',
    'TRUE',
    '\u200e0012',
    ' 007 ',
  ],
])('an identifier that a spreadsheet would read as a number, date or truth is text: %s', (value) =>
  expect(cellOf(value)).toBe(`'${value}`),
)

test.each([
  ...['T-00017', '507677******1234', '192.0.2.77', '2001:db8::1', 'علی رضایی', 'May', 'نامهٔ ۱۲', '0198a3b0-7c1e-7abc'],
  ...['2026-11-30 16:10:05', '۱۴۰۵/۰۹/۰۹ ۱۶:۱۰:۰۵', '{"a":-5}', ''],
])('what is text to a spreadsheet too is left as it is: %s', (value) => expect(cellOf(value)).toBe(value))

test('where the separator is a semicolon or a tab, no cell begins with a formula either', () => {
  expect(cellOf('x;=1+1')).toBe("x;'=1+1")
  expect(cellOf('x\t\u200b＝1')).toBe("x\t\u200b'＝1")
})

test('an apostrophe of our own and one that was there are told apart', () =>
  expect([cellOf("'=1"), cellOf("'a")]).toEqual(["''=1", "''a"]))

test('whatever a text is, no cell begins with a formula, and taking our apostrophe off gives the text back', () => {
  const sign = fc.constantFrom(
    '=',
    '＝',
    '+',
    '-',
    '@',
    '|',
    "'",
    '"',
    ',',
    '0',
    '7',
    'ع',
    ' ',
    '\u200b',
    '\ufeff',
    '\u202b',
    '\u00a0',
  )
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 8 }), (signs) => {
      const value = signs.join('')
      const cell = cellOf(value)
      const seen = cell.normalize('NFKC').replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '')
      expect(/^[=+\-@|]/.test(seen)).toBe(false)
      expect(cell.replace(/^'/, '')).toBe(value)
    }),
  )
})

function cellOf(value: string): string {
  const row = splitCells(formatCsv([[value, 'end']]).slice(1, -2), ',')
  return row.ok ? (row.cells[0] ?? '') : 'broken'
}
