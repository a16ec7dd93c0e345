import { closeSync, openSync, writeSync } from 'node:fs'
import { join, parse, resolve } from 'node:path'
import { holdsCardNumber } from '#domain/card/holds-card-number.ts'
import { foldDigits } from '#domain/text/digits.ts'
import { type LineRefusal, refusalReasons } from '#server/customers/file-refusals.ts'
import type { FileColumn } from '#server/customers/read-file-header.ts'
import { formatCsv, formatCsvRow } from '#server/format-csv.ts'

/** `cells` null: the line could not be parted into cells. */
export type RefusedLine = { line: number; refusal: LineRefusal; cells: Record<FileColumn, string> | null }
export type Report = { file: string; add: (refused: RefusedLine) => void; close: () => void }

/** `customers.csv` is reported on in `customers.refused.csv`, or where `named` says; what stood there is replaced. */
export function openReport(source: string, named: string | undefined): Report {
  const { dir, name } = parse(source)
  const file = named ?? join(dir, `${name}.refused.csv`)
  if (resolve(file) === resolve(source)) throw new Error('The report would replace the file itself: name another')
  const output = openSync(file, 'w', 0o600)
  writeSync(output, formatCsv([['line', 'code', 'reason', 'customerNumber', 'card']]))
  return {
    file,
    add: ({ line, refusal, cells }) => {
      const who = cells ? [nameCustomer(cells.customerNumber), maskDigits(cells.pan)] : [null, null]
      writeSync(output, formatCsvRow([line, refusal, refusalReasons[refusal], ...who]))
    },
    close: () => closeSync(output),
  }
}

function nameCustomer(text: string): string | null {
  const digits = foldDigits(text)
  return /^[0-9]{1,16}$/.test(digits) && !holdsCardNumber(digits) ? digits : null
}

/** A wrong number is nearly the right one: of what may be a card, only its ends are shown. */
function maskDigits(text: string): string | null {
  const digits = foldDigits(text.normalize('NFKC')).replace(/[^0-9]/g, '')
  return digits.length < 15 ? null : `${digits.slice(0, 6)}******${digits.slice(-4)}`
}
