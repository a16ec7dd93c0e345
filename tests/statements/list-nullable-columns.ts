import type pg from 'pg'
import type { DescribedColumn } from './describe-statement.ts'

export type TableColumns = { names: Map<number, string>; nullable: Set<string> }

/** The tables of a database and which of their columns take null; views tell nothing of that. */
export async function readTableColumns(client: pg.Client): Promise<TableColumns> {
  const { rows } = await client.query<{ table: number; name: string; column: number; isNullable: boolean }>(
    `SELECT c.oid AS "table", c.relname AS name, a.attnum AS "column", NOT a.attnotnull AS "isNullable"
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relkind IN ('r', 'p')`,
  )
  return {
    names: new Map(rows.map(({ table, name }) => [table, name])),
    nullable: new Set(rows.filter(({ isNullable }) => isNullable).map(({ table, column }) => `${table}.${column}`)),
  }
}

/** Whether null can come where a column is answered as it stands: it takes null, or its table is only ever joined outwards. */
export function mayBeNull({ names, nullable }: TableColumns, text: string, column: DescribedColumn): boolean {
  if (nullable.has(`${column.tableId}.${column.columnId}`)) return true
  const table = names.get(column.tableId)
  if (table === undefined) return false
  const outer = [...text.matchAll(outwards)].map(([, name]) => name)
  const inner = [...text.replace(outwards, '').matchAll(inwards)].map(([, name]) => name)
  return outer.includes(table) && !inner.includes(table)
}

/** `LEFT JOIN t`, and `LEFT JOIN LATERAL (SELECT … FROM t`. */
const outwards = /\bLEFT JOIN (?:LATERAL \(SELECT [^()]*? FROM )?(?!LATERAL\b)(\w+)/g
const inwards = /\b(?:FROM|JOIN|UPDATE|INTO|USING) (\w+)/g
