import type { ReactNode } from 'react'

export type ColumnAlign = 'start' | 'end' | 'number'

/** What a table says of a column besides its cells; it can be sent to the browser. */
export type ColumnHead = {
  key: string
  header: string
  align?: ColumnAlign
  className?: string
  headerHidden?: boolean
}

export type Column<Row> = ColumnHead & { cell: (row: Row) => ReactNode }
