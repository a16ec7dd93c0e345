'use client'

import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ArrangedRow } from '#components/data-table/arranged-row.tsx'
import { type ColumnHead, listHiddenAtFirst } from '#components/data-table/column.ts'
import { ColumnMenu } from '#components/data-table/column-menu.tsx'
import { moveBoundary, shareWidths } from '#components/data-table/column-widths.ts'
import { CopyRows } from '#components/data-table/copy-rows.tsx'
import { measureColumns } from '#components/data-table/measure-columns.ts'
import type { DrawnRow } from '#components/data-table/personal-table.ts'
import type { PersonalTableLabels } from '#components/data-table/personal-table-labels.ts'
import { ResizeHandle } from '#components/data-table/resize-handle.tsx'
import { RowCheckbox } from '#components/data-table/row-checkbox.tsx'
import { HeadCell, TableFrame } from '#components/data-table/table-parts.tsx'
import { formatTableView, type TableView } from '#components/data-table/table-view.ts'
import { useArrangedTable } from '#components/data-table/use-arranged-table.ts'
import { useKeptView } from '#components/data-table/use-kept-view.ts'
import { Button } from '#components/ui/button.tsx'

type ArrangedTableProps = {
  caption: string
  columns: readonly ColumnHead[]
  rows: readonly DrawnRow[]
  keptView: TableView
  keepView: (text: string) => Promise<void>
  labels: PersonalTableLabels
}

/** The table as one person has arranged it, drawn on the server first; what they change is kept. */
export function ArrangedTable({ caption, columns, rows, keptView, keepView, labels }: ArrangedTableProps) {
  const { table, view, setView } = useArrangedTable(columns, rows, keptView)
  const [isSelecting, setIsSelecting] = useState(false)
  const element = useRef<HTMLTableElement>(null)
  useKeptView(
    formatTableView(
      view,
      columns.map(({ key }) => key),
      listHiddenAtFirst(columns),
    ),
    keepView,
  )

  const visible = table.getVisibleLeafColumns().map(({ id }) => id)
  const heads = visible.flatMap((key) => columns.find((column) => column.key === key) ?? [])
  const linkKey = columns[0]?.key
  const shares = shareWidths(view.widths, visible)
  const measured = (): Record<string, number> => (element.current ? measureColumns(element.current, visible) : {})
  const measureFirst = (): void =>
    flushSync(() => setView((old) => ({ ...old, widths: { ...old.widths, ...measured() } })))
  const widen = (key: string, pixels: number): void => {
    const widths = { ...view.widths, ...measured() }
    setView({ ...view, widths: moveBoundary(widths, visible, key, (widths[key] ?? 0) + pixels) })
  }
  const select = (): void => {
    table.resetRowSelection(true)
    setIsSelecting(!isSelecting)
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 print:hidden">
        <ColumnMenu columns={columns} view={view} setView={setView} widen={widen} labels={labels} />
        <Button size="small" aria-pressed={isSelecting} onClick={select} className="aria-pressed:bg-accent-soft">
          {labels.select}
        </Button>
        {isSelecting ? <CopyRows table={table} element={element} heads={heads} labels={labels} /> : null}
      </div>
      <TableFrame
        ref={element}
        caption={caption}
        data-density={view.density === 'compact' ? 'compact' : undefined}
        columns={shares ? <ColumnShares keys={visible} shares={shares} /> : null}
        heads={heads.map((column, index) => (
          <HeadCell
            key={column.key}
            column={column}
            before={
              isSelecting && column.key === linkKey ? (
                <RowCheckbox
                  label={labels.selectAll}
                  isChecked={table.getIsAllRowsSelected()}
                  onChange={(isChecked) => table.toggleAllRowsSelected(isChecked)}
                />
              ) : null
            }
          >
            {index < heads.length - 1 ? (
              <ResizeHandle table={table} columnKey={column.key} onBegin={measureFirst} />
            ) : null}
          </HeadCell>
        ))}
        rows={table
          .getRowModel()
          .rows.map((row, index) => (
            <ArrangedRow
              key={row.id}
              row={row.original}
              heads={heads}
              linkKey={linkKey}
              selection={
                isSelecting
                  ? { place: index + 1, isSelected: row.getIsSelected(), select: (is) => row.toggleSelected(is) }
                  : null
              }
              labels={labels}
            />
          ))}
      />
    </>
  )
}

/** Shares and not fixed widths: no figure is ever cut, whatever was wished. */
function ColumnShares({ keys, shares }: { keys: readonly string[]; shares: Readonly<Record<string, number>> }) {
  return (
    <colgroup>
      {keys.map((key) => (
        <col key={key} style={{ width: `${String(shares[key])}%` }} />
      ))}
    </colgroup>
  )
}
