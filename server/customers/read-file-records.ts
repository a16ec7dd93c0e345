import type { LineRefusal } from '#server/customers/file-refusals.ts'
import { type FileColumn, type FileHeader, readFileHeader } from '#server/customers/read-file-header.ts'
import { type FileLine, readFileLines } from '#server/customers/read-file-lines.ts'
import { splitCells } from '#server/customers/split-cells.ts'

const JOINED_LINES_MAX = 10

export type FileRecord = { line: number; cells: Record<FileColumn, string> } | { line: number; refusal: LineRefusal }

/**
 * The records of a customer file, by the line that each begins on; blank lines are none. No column can hold a line
 * break, so that a quote left open spoils its own line and not the rest of the file.
 * @throws Error about the file or its header
 */
export async function* readFileRecords(file: string): AsyncGenerator<FileRecord> {
  const lines = readFileLines(file)
  const header = await readHeader(lines)
  const ahead: FileLine[] = []
  for (;;) {
    const line = ahead.shift() ?? (await next(lines))
    if (!line) return
    const { number, text } = line
    if (text === null) yield { line: number, refusal: 'line_too_long' }
    else if (text.trim() !== '') {
      const split = splitCells(text, header.delimiter)
      if (split.ok) yield arrange(number, split.cells, header)
      else if (split.fault === 'misplaced_quote') yield { line: number, refusal: split.fault }
      else yield { line: number, refusal: await closesLater(text, { ahead, lines, header }) }
    }
  }
}

async function next(lines: AsyncGenerator<FileLine>): Promise<FileLine | undefined> {
  const { done, value } = await lines.next()
  return done ? undefined : value
}

async function readHeader(lines: AsyncGenerator<FileLine>): Promise<FileHeader> {
  const first = await next(lines)
  // Excel's own line about the delimiter, which the header shows anyway.
  const line = /^sep=.$/i.test(first?.text ?? '') ? await next(lines) : first
  if (!line) throw new Error('the file is empty')
  return readFileHeader(line.text ?? '')
}

function arrange(line: number, cells: readonly string[], { columns }: FileHeader): FileRecord {
  if (cells.length < columns.length) return { line, refusal: 'too_few_cells' }
  if (cells.length > columns.length) return { line, refusal: 'too_many_cells' }
  const named = columns.map((column, place) => [column, trimCell(cells[place] ?? '')] as const)
  return { line, cells: Object.fromEntries(named) as Record<FileColumn, string> }
}

function trimCell(cell: string): string {
  return cell.replace(/^[\s\p{Default_Ignorable_Code_Point}]+|[\s\p{Default_Ignorable_Code_Point}]+$/gu, '')
}

type FileBeginning = { ahead: FileLine[]; lines: AsyncGenerator<FileLine>; header: FileHeader }

/**
 * A record that is whole with the next lines has a line break in a cell, and they are part of it; a line that is a whole
 * record by itself never is.
 */
async function closesLater(text: string, { ahead, lines, header }: FileBeginning): Promise<LineRefusal> {
  let joined = text
  for (let count = 1; count <= JOINED_LINES_MAX; count++) {
    const line = ahead[count - 1] ?? (await next(lines))
    if (!line) return 'unclosed_quote'
    if (ahead.length < count) ahead.push(line)
    if (line.text === null || isWhole(line.text, header)) return 'unclosed_quote'
    joined += `\n${line.text}`
    if (isWhole(joined, header)) {
      ahead.splice(0, count)
      return 'line_break_in_cell'
    }
    const split = splitCells(joined, header.delimiter)
    if (split.ok || split.fault === 'misplaced_quote') return 'unclosed_quote'
  }
  return 'unclosed_quote'
}

function isWhole(text: string, { delimiter, columns }: FileHeader): boolean {
  const split = splitCells(text, delimiter)
  return split.ok && split.cells.length === columns.length
}
