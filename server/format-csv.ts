const BOM = '\ufeff'
// What a spreadsheet would run as a formula is shown as text.
const FORMULA_START = /^[\s\u200c-\u200f\u202a-\u202e\u2066-\u2069]*[=+\-@\t\r|]/

export type CsvValue = string | number | null

/** RFC 4180 with a byte order mark, so that a spreadsheet reads Persian; numbers stay numbers. */
export function formatCsv(rows: readonly (readonly CsvValue[])[]): string {
  return BOM + rows.map((row) => `${row.map(formatValue).join(',')}\r\n`).join('')
}

function formatValue(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = FORMULA_START.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
