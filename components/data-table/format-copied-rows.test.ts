import { expect, test } from 'vitest'
import { formatCopiedRows } from './format-copied-rows.ts'

test('cells stand between tabs, each row on one line', () => {
  expect(
    formatCopiedRows([
      ['Time', 'Place'],
      ['10:02\n17 s ago', ' Shop\tOne '],
    ]),
  ).toBe('Time\tPlace\n10:02 17 s ago\tShop One')
})

test.each(['=1+1', '@SUM(A1)', '+98', '-1', '\u2068=HYPERLINK("x")\u2069'])(
  '%s is no formula in a spreadsheet',
  (text) => {
    expect(formatCopiedRows([[text]])).toBe(`'${text}`)
  },
)
