// biome-ignore-all lint/a11y/noRedundantRoles: a table drawn as blocks on a phone loses the roles of its elements
import type { ReactNode } from 'react'

export type StatementColumn<Row> = { key: string; header: string; cell: (row: Row) => ReactNode }
type StatementTableProps<Row> = {
  title: string
  columns: readonly StatementColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  none: string
}

/** A part of the statement: its head is repeated on every sheet, and no row is torn in two. */
export function StatementTable<Row>({ title, columns, rows, rowKey, none }: StatementTableProps<Row>) {
  return (
    <section className="mt-5">
      <h2 className="mb-1 text-sm font-semibold">{title}</h2>
      {rows.length === 0 ? (
        <p className="text-sm text-ink-3">{none}</p>
      ) : (
        <div className="overflow-x-auto print:overflow-visible">
          <table role="table" className="w-full border-collapse text-sm print:text-[8.5pt]">
            <thead role="rowgroup">
              <tr role="row">
                {columns.map(({ key, header }) => (
                  <th key={key} role="columnheader" scope="col">
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {rows.map((row) => (
                <tr key={rowKey(row)} role="row">
                  {columns.map(({ key, header, cell }) => (
                    <td key={key} role="cell" data-label={header}>
                      <div>{cell(row)}</div>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
