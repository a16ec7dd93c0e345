import type { MouseEvent, TouchEvent } from 'react'
import type { ArrangedTableState } from '#components/data-table/use-arranged-table.ts'

type ResizeHandleProps = { table: ArrangedTableState['table']; columnKey: string; onBegin: () => void }

/** The edge between two columns, for a pointer; by key the same is done in the menu of columns. */
export function ResizeHandle({ table, columnKey, onBegin }: ResizeHandleProps) {
  const begin = (event: MouseEvent | TouchEvent): void => {
    if (event.type === 'mousedown') event.preventDefault()
    onBegin()
    const header = table.getFlatHeaders().find(({ column }) => column.id === columnKey)
    header?.getResizeHandler()(event.nativeEvent)
  }
  return (
    <span
      aria-hidden="true"
      data-resize={columnKey}
      onMouseDown={begin}
      onTouchStart={begin}
      className="absolute inset-y-1.5 end-0 w-2 cursor-col-resize touch-none border-e-2 border-line select-none hover:border-accent max-md:hidden print:hidden"
    />
  )
}
