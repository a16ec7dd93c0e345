import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
  tableFeatures,
  type Updater,
  useTable,
} from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import type { ColumnHead } from '#components/data-table/column.ts'
import { moveBoundary } from '#components/data-table/column-widths.ts'
import type { DrawnRow } from '#components/data-table/personal-table.ts'
import { COLUMN_WIDTH_MIN, type TableView } from '#components/data-table/table-view.ts'
import { useLocale } from '#components/locale/locale-provider.tsx'

const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
  rowSelectionFeature,
})

export type ArrangedTableState = ReturnType<typeof useArrangedTable>

/** The table's state: its view, which is kept, and the selection, which is not. */
export function useArrangedTable(columns: readonly ColumnHead[], rows: readonly DrawnRow[], keptView: TableView) {
  const [view, setView] = useState(keptView)
  const locale = useLocale()
  const definitions = useMemo(
    () => columns.map(({ key }, index) => ({ id: key, enableHiding: index > 0, minSize: COLUMN_WIDTH_MIN })),
    [columns],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: ({ id }) => id,
    columnResizeMode: 'onChange',
    columnResizeDirection: locale === 'fa' ? 'rtl' : 'ltr',
    state: {
      columnOrder: [...view.order],
      columnVisibility: Object.fromEntries(view.hidden.map((key) => [key, false])),
      columnSizing: { ...view.widths },
    },
    onColumnSizingChange: (updater) =>
      setView((old) => {
        const wished = update(updater, { ...old.widths })
        const visible = old.order.filter((key) => !old.hidden.includes(key))
        const changed = visible.find((key) => wished[key] !== old.widths[key])
        const width = changed === undefined ? undefined : wished[changed]
        if (changed === undefined || width === undefined) return old
        return { ...old, widths: moveBoundary(old.widths, visible, changed, width) }
      }),
  })
  return { table, view, setView }
}

function update<T>(updater: Updater<T>, old: T): T {
  return typeof updater === 'function' ? (updater as (old: T) => T)(old) : updater
}
