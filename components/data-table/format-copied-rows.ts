// A spreadsheet takes what begins so for a formula, also behind marks of direction, which nobody sees.
const FORMULA = /^[\s\u200e\u200f\u2066-\u2069]*[=+\-@]/

/** Rows as a spreadsheet takes them from the clipboard: tabs between cells, a line each. */
export function formatCopiedRows(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(formatCell).join('\t')).join('\n')
}

function formatCell(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return FORMULA.test(line) ? `'${line}` : line
}
