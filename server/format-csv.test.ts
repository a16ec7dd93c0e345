import { expect, test } from 'vitest'
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
