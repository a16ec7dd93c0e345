import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { openPool } from '#server/database.ts'
import type { Canaries, Canary } from './canaries.ts'
import { indexCanaries } from './index-canaries.ts'

export type Finding = { where: string; what: string[] }

/** Every file under the folder but the database's own, read as text. */
export function searchFiles(folder: string, canaries: Canaries): Finding[] {
  const files = listFiles(folder).filter((file) => !relative(folder, file).startsWith('postgres/'))
  return files.flatMap((file) => {
    const what = canaries.findIn(readFileSync(file, 'utf8'))
    return what.length > 0 ? [{ where: relative(folder, file), what }] : []
  })
}

/** The database's own files, its log of changes included, byte by byte; codes of few digits mean nothing there. */
export function searchClusterFiles(folder: string, canaries: readonly Canary[]): Finding[] {
  const find = indexCanaries(canaries)
  return listFiles(join(folder, 'postgres')).flatMap((file) => {
    const what = find(readFileSync(file))
    return what.length > 0 ? [{ where: relative(folder, file), what }] : []
  })
}

/** What of all this stands in any column of any table. */
export async function searchTables(superuserUrl: string, canaries: Canaries): Promise<Finding[]> {
  const findings: Finding[] = []
  await readTables(superuserUrl, (where, text) => {
    const what = canaries.findIn(text)
    if (what.length > 0) findings.push({ where, what })
  })
  return findings
}

/** Every column of every table, as a superuser sees it; bytes also as the text they may be. */
export async function readTables(superuserUrl: string, take: (where: string, text: string) => void): Promise<void> {
  const pool = openPool({ connectionString: superuserUrl, max: 1, applicationName: 'canary-search' })
  try {
    const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(
      `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1, a.attnum`,
    )
    for (const { table, column, type } of columns) {
      const text =
        type === 'bytea'
          ? `encode("${column}", 'escape') || ' ' || encode("${column}", 'hex') || ' ' || encode("${column}", 'base64')`
          : `"${column}"::text`
      const { rows } = await pool.query<{ text: string | null }>(
        `SELECT string_agg(${text}, E'\\n') AS text FROM "${table}"`,
      )
      take(`${table}.${column}`, rows[0]?.text ?? '')
    }
  } finally {
    await pool.end()
  }
}

function listFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? listFiles(path) : [path]
  })
}
