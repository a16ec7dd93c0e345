// biome-ignore-all lint/a11y/noRedundantRoles: a table drawn as blocks on a phone loses the roles of its elements
import Link from 'next/link'
import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end' | 'number'
  className?: string
  headerHidden?: boolean
}

type DataTableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowHref?: (row: Row) => string
  isCurrent?: (row: Row) => boolean
  empty: ReactNode
}

// A shadow, because a collapsed border scrolls away from a head that stays; clipped, so that head and rows keep to the panel's round corners.
const HEAD_CELL =
  'px-4 py-2 font-medium whitespace-nowrap shadow-[inset_0_-1px_var(--line)] print:border-b print:border-line'
const HEAD_ROW = 'text-xs text-ink-3 max-md:sr-only'
const FRAME = 'overflow-clip rounded-[9px]'
// The look of rows and cells has names in globals.css: written out it would be most of a long list's bytes.
const ALIGNED = { start: 'text-start', end: 'text-end', number: 'ltr:text-end rtl:text-start' }

/** A table; `number` lines up the units, which stand at the right in both scripts. On a phone each row becomes a card. With `rowHref` the first cell's text links and the whole row follows it. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, empty, rowKey } = props
  if (rows.length === 0) return empty
  return (
    <div className={FRAME}>
      <table role="table" className="w-full border-collapse text-start max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="sticky top-(--top-bar) z-10 bg-panel max-md:static max-md:block print:static">
          <tr role="row" className={HEAD_ROW}>
            {columns.map(({ key, header, align, headerHidden }) => (
              <th key={key} role="columnheader" scope="col" className={`${HEAD_CELL} ${ALIGNED[align ?? 'start']}`}>
                {headerHidden ? <span className="sr-only">{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          {rows.map((row) => (
            <TableRow key={rowKey(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TableRow<Row>({ row, columns, rowHref, isCurrent }: DataTableProps<Row> & { row: Row }) {
  return (
    <tr role="row" className="data-row" aria-current={isCurrent?.(row) ? 'true' : undefined}>
      {columns.map((column, index) => (
        <td
          key={column.key}
          role="cell"
          data-label={column.headerHidden ? undefined : column.header}
          className={['data-cell', ALIGNED[column.align ?? 'start'], column.className].filter(Boolean).join(' ')}
        >
          {index === 0 && rowHref ? (
            <Link data-row-link href={rowHref(row)} prefetch={false} className="data-row-link">
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  )
}
