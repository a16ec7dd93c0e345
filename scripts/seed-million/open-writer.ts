import type pg from 'pg'
import { type Copy, lineOf, type Row, startCopy } from './copy-rows.ts'

const CHUNK = 400_000

export type TableWriter = {
  /** Answers whether so much has come together that it should be flushed. */
  add: (row: Row) => boolean
  flush: (rest?: boolean) => Promise<void>
  /** Answers how many rows there were. */
  end: () => Promise<number>
}

/** Gathers lines and hands them over some hundred kilobytes at a time; the first row names the columns. */
export function openWriter(client: pg.Client, table: string): TableWriter {
  let [lines, rows] = ['', 0]
  let columns: string[] = []
  let copy: Copy | undefined
  const flush = async (rest = false): Promise<void> => {
    if (lines.length < CHUNK && !(rest && lines !== '')) return
    const ready = lines
    lines = ''
    copy ??= await startCopy(client, table, columns)
    await copy.write(ready)
  }
  const add = (row: Row): boolean => {
    if (rows++ === 0) columns = Object.keys(row)
    lines += lineOf(row)
    return lines.length >= CHUNK
  }
  const end = async (): Promise<number> => {
    await flush(true)
    await copy?.end()
    return rows
  }
  return { add, flush, end }
}
