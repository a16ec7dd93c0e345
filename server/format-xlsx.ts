import { escapeXml, xlsxParts } from '#server/xlsx-parts.ts'
import { zipEntries } from '#server/zip-entries.ts'

export type SheetValue = string | number | null
export type Sheet = {
  name: string
  headings: readonly string[]
  rows: readonly (readonly SheetValue[])[]
  isRightToLeft: boolean
}

const CELL_LENGTH_MAX = 32_767
const WIDTH_MAX = 60

/**
 * A workbook of one sheet (ECMA-376, transitional). A text is of type text, whatever it looks like, and stays it when
 * its cell is edited; a number is a number. What XML cannot carry is left out.
 */
export function formatXlsx({ name, headings, rows, isRightToLeft }: Sheet): Buffer {
  const lines = [writeRow(headings, 0, 2), ...rows.map((row, place) => writeRow(row, place + 1, 1))]
  const sheet = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView${isRightToLeft ? ' rightToLeft="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${writeWidths(headings, rows)}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`
  return zipEntries([...xlsxParts(name), { name: 'xl/worksheets/sheet1.xml', content: sheet }])
}

function writeRow(row: readonly SheetValue[], place: number, textStyle: number): string {
  const cells = row.map((value, column) => writeCell(value, `${columnName(column)}${place + 1}`, textStyle))
  return `<row r="${place + 1}">${cells.join('')}</row>`
}

function writeCell(value: SheetValue, at: string, textStyle: number): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${at}" s="3"><v>${value}</v></c>` : ''
  const text = escapeXml(cut(value))
  return `<c r="${at}" s="${textStyle}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

function cut(text: string): string {
  return text.length <= CELL_LENGTH_MAX ? text : `${text.slice(0, CELL_LENGTH_MAX - 1)}…`
}

/** 0 → A, 26 → AA. */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last
}

function writeWidths(headings: readonly string[], rows: Sheet['rows']): string {
  return headings
    .map((heading, column) => {
      const longest = rows.reduce((most, row) => Math.max(most, String(row[column] ?? '').length), heading.length)
      const width = Math.min(longest, WIDTH_MAX) + 3
      return `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`
    })
    .join('')
}
