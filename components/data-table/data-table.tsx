import type { ReactNode } from 'react'
import type { Column } from '#components/data-table/column.ts'
import { BodyCell, HeadCell, RowLink, TableFrame, TableRow } from '#components/data-table/table-parts.tsx'

export type DataTableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowHref?: (row: Row) => string
  isCurrent?: (row: Row) => boolean
  empty: ReactNode
}

/** A table; `number` lines up the units, which stand at the right in both scripts. On a phone each row becomes a card. With `rowHref` the first cell's text links and the whole row follows it. */
export function DataTable<Row>({
  caption,
  columns: known,
  rows,
  rowKey,
  rowHref,
  isCurrent,
  empty,
}: DataTableProps<Row>): ReactNode {
  if (rows.length === 0) return empty
  const columns = known.filter(({ isHiddenAtFirst }) => !isHiddenAtFirst)
  return (
    <TableFrame
      caption={caption}
      heads={columns.map((column) => <HeadCell key={column.key} column={column} />)}
      rows={rows.map((row) => (
        <TableRow key={rowKey(row)} current={isCurrent?.(row) ?? false}>
          {columns.map((column, index) => (
            <BodyCell key={column.key} column={column}>
              {index === 0 && rowHref ? <RowLink href={rowHref(row)}>{column.cell(row)}</RowLink> : column.cell(row)}
            </BodyCell>
          ))}
        </TableRow>
      ))}
    />
  )
}
