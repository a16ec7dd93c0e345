import { type Delimiter, splitCells } from '#server/customers/split-cells.ts'

export const fileColumns = [
  'customerNumber',
  'nationalId',
  'name',
  'mobile',
  'smsMember',
  'branchCode',
  'pan',
  'status',
  'expires',
] as const
export type FileColumn = (typeof fileColumns)[number]
export type FileHeader = { delimiter: Delimiter; columns: FileColumn[] }

const delimiters: readonly Delimiter[] = [',', ';', '\t']

/**
 * The nine columns, in any order, parted by comma, semicolon or tab.
 * @throws Error that names the column
 */
export function readFileHeader(line: string): FileHeader {
  if (line.includes('\r')) throw new Error('line 1: the lines end in CR alone; save the file with LF or CRLF')
  const [best] = delimiters
    .map((delimiter) => ({ delimiter, names: splitNames(line, delimiter) }))
    .toSorted((one, other) => countKnown(other.names) - countKnown(one.names))
  if (!best || countKnown(best.names) < 2)
    throw new Error(
      `line 1 must be the header: ${fileColumns.join(',')} (parted by comma, semicolon or tab; in any order)`,
    )
  const columns = best.names.map((name) => {
    const column = columnOf(name)
    if (!column) throw new Error(`line 1: the column «${name}» is unknown; the columns are ${fileColumns.join(', ')}`)
    return column
  })
  for (const column of fileColumns) {
    const times = columns.filter((each) => each === column).length
    if (times === 0) throw new Error(`line 1: the column ${column} is missing`)
    if (times > 1) throw new Error(`line 1: the column ${column} stands there ${times} times`)
  }
  return { delimiter: best.delimiter, columns }
}

function splitNames(line: string, delimiter: Delimiter): string[] {
  const split = splitCells(line, delimiter)
  return split.ok ? split.cells.map((name) => name.trim()) : []
}

function countKnown(names: readonly string[]): number {
  return names.filter(columnOf).length
}

function columnOf(name: string): FileColumn | undefined {
  return fileColumns.find((column) => column.toLowerCase() === name.toLowerCase())
}
