import { type CsvError, parse } from 'csv-parse/sync'

export type Delimiter = ',' | ';' | '\t'
export type Cells = { ok: true; cells: string[] } | { ok: false; fault: 'unclosed_quote' | 'misplaced_quote' }

/** The cells of one record as RFC 4180 has them; spaces around a cell belong to it. */
export function splitCells(record: string, delimiter: Delimiter): Cells {
  try {
    const rows = parse(record, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: false,
      skip_empty_lines: false,
    })
    return { ok: true, cells: rows[0] ?? [''] }
  } catch (error) {
    const { code } = error as CsvError
    if (code === 'CSV_QUOTE_NOT_CLOSED') return { ok: false, fault: 'unclosed_quote' }
    if (code === 'CSV_INVALID_CLOSING_QUOTE' || code === 'INVALID_OPENING_QUOTE')
      return { ok: false, fault: 'misplaced_quote' }
    throw error
  }
}
