import type { ReactNode } from 'react'

export type ColumnAlign = 'start' | 'end' | 'number'

/** What a table says of a column besides its cells; it can be sent to the browser. */
export type ColumnHead = {
  key: string
  header: string
  align?: ColumnAlign
  className?: string
  headerHidden?: boolean
  /** Not shown until a person asks for it. */
  isHiddenAtFirst?: boolean
}

export type Column<Row> = ColumnHead & { cell: (row: Row) => ReactNode }

export function listHiddenAtFirst(columns: readonly ColumnHead[]): string[] {
  return columns.flatMap(({ key, isHiddenAtFirst }) => (isHiddenAtFirst ? [key] : []))
}
