import type { ReactNode } from 'react'
import { ArrangedTable } from '#components/data-table/arranged-table.tsx'
import { listHiddenAtFirst } from '#components/data-table/column.ts'
import type { DataTableProps } from '#components/data-table/data-table.tsx'
import type { PersonalTable } from '#components/data-table/personal-table.ts'
import { labelPersonalTable } from '#components/data-table/personal-table-labels.ts'
import { parseTableView } from '#components/data-table/table-view.ts'

/** The first column holds the row's link. */
type PersonalDataTableProps<Row> = Required<DataTableProps<Row>> & { personal: PersonalTable }

/** A `DataTable` whose columns each person shows, orders and sizes as they like; its cells are drawn here, once. */
export function PersonalDataTable<Row>(props: PersonalDataTableProps<Row>): ReactNode {
  const { caption, columns, rows, rowKey, rowHref, isCurrent, personal, empty } = props
  if (rows.length === 0) return empty
  const heads = columns.map(({ cell: _cell, ...head }) => head)
  const keys = columns.map(({ key }) => key)
  return (
    <ArrangedTable
      caption={caption}
      columns={heads}
      rows={rows.map((row) => ({
        id: rowKey(row),
        href: rowHref(row),
        isCurrent: isCurrent(row),
        cells: Object.fromEntries(columns.map(({ key, cell }) => [key, cell(row)])),
      }))}
      keptView={parseTableView(personal.keptView, keys, listHiddenAtFirst(heads))}
      keepView={personal.keepView}
      labels={labelPersonalTable(heads, personal.t)}
    />
  )
}
