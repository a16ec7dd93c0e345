import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { type CopyStreamQuery, from } from 'pg-copy-streams'

export type Cell = string | number | null
export type Row = Record<string, Cell>
export type Copy = { write: (lines: string) => Promise<void>; end: () => Promise<void> }

/**
 * A line of COPY's text format. A cell may be several, with tabs between; its name then has their names with commas. No
 * text that is seeded is empty or has a backslash, a tab or an end of line of its own.
 */
export function lineOf(row: Row): string {
  return `${Object.values(row).join('\t')}\n`
}

export const bytea = (hex: string): string => `\\\\x${hex}`

/**
 * Fills an empty table of a transaction's own by COPY: emptied within it, its rows may be written frozen, and where
 * the server keeps no more log than it needs, without any.
 */
export async function startCopy(client: pg.Client, table: string, columns: readonly string[]): Promise<Copy> {
  await client.query(`BEGIN; TRUNCATE ${table}`)
  const stream = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN WITH (FREEZE, NULL '')`))
  const ended = finished(stream)
  // The next write or the end reports it.
  ended.catch(() => {})
  return {
    write: (lines) => writeLines(stream, lines),
    end: async () => {
      stream.end()
      await ended
      await client.query('COMMIT')
    },
  }
}

async function writeLines(stream: CopyStreamQuery, lines: string): Promise<void> {
  if (stream.errored) throw stream.errored
  if (!stream.write(lines)) await once(stream, 'drain')
}
