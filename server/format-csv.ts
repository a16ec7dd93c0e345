import { isReadAsValue } from '#server/is-read-as-value.ts'

const BOM = '\ufeff'

// What is not seen, or is cut off, before a cell's first sign.
const UNSEEN = '[\\s\\p{Cc}\\p{Default_Ignorable_Code_Point}\\u2800]*'
// Fullwidth, small, raised and lowered twins are what NFKC makes = + - @ | % of.
const FORMULA_SIGN = '[=+\\-@|%\\u2212＝＋－＠｜％﹦﹢﹣﹫﹪⁼₌⁺₊⁻₋﬩︱︲]'
const formulaStart = new RegExp(`^(?:${UNSEEN}${FORMULA_SIGN}|[\\t\\r\\n])`, 'u')
// Where the spreadsheet's own separator is another than ours, a cell may begin in the middle of our value.
const formulaWithin = new RegExp(`([;\\t\\r\\n]${UNSEEN})(?=${FORMULA_SIGN})`, 'gu')

export type CsvValue = string | number | null

/** RFC 4180 with a byte order mark, so that a spreadsheet reads Persian; see docs/decisions/018. */
export function formatCsv(rows: readonly (readonly CsvValue[])[]): string {
  return BOM + rows.map(formatCsvRow).join('')
}

/** One more row of such a file. */
export function formatCsvRow(row: readonly CsvValue[]): string {
  return `${row.map(formatValue).join(',')}\r\n`
}

/** A number stays a number, also below zero. A text stays a text: an apostrophe goes before what would become another. */
function formatValue(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const marked = formulaStart.test(value) || isReadAsValue(value) || value.startsWith("'") ? `'${value}` : value
  const harmless = marked.replace(formulaWithin, "$1'")
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
