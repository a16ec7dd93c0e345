// biome-ignore-all lint/a11y/noRedundantRoles: a table drawn as blocks on a phone loses the roles of its elements
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import type { ColumnHead } from '#components/data-table/column.ts'

// A shadow, because a collapsed border scrolls away from a head that stays; clipped, so that head and rows keep to the panel's round corners.
const HEAD_CELL =
  'px-4 py-2 font-medium whitespace-nowrap shadow-[inset_0_-1px_var(--line)] print:border-b print:border-line'
const HEAD_ROW = 'text-xs text-ink-3 max-md:sr-only'
const FRAME = 'overflow-clip rounded-[9px]'
const TABLE = 'w-full border-collapse text-start max-md:block'
const HEAD = 'sticky top-(--top-bar) z-10 bg-panel max-md:static max-md:block print:static'
// The look of rows and cells has names in globals.css: written out it would be most of a long list's bytes.
const ALIGNED = { start: 'text-start', end: 'text-end', number: 'ltr:text-end rtl:text-start' }

type TableFrameProps = Omit<ComponentProps<'table'>, 'children' | 'className' | 'role'> & {
  caption: string
  heads: ReactNode
  rows: ReactNode
  /** Widths, where the person gave some. */
  columns?: ReactNode
}

export function TableFrame({ caption, heads, rows, columns, ...table }: TableFrameProps) {
  return (
    <div className={FRAME}>
      <table role="table" className={TABLE} {...table}>
        <caption className="sr-only">{caption}</caption>
        {columns}
        <thead role="rowgroup" className={HEAD}>
          <tr role="row" className={HEAD_ROW}>
            {heads}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          {rows}
        </tbody>
      </table>
    </div>
  )
}

type HeadCellProps = { column: ColumnHead; before?: ReactNode; children?: ReactNode }

/** `before` and `children`: what stands in the head besides its name. */
export function HeadCell({ column, before, children }: HeadCellProps) {
  const { header, align, headerHidden } = column
  const place = children ? ' relative' : ''
  return (
    <th role="columnheader" scope="col" className={`${HEAD_CELL} ${ALIGNED[align ?? 'start']}${place}`}>
      {before}
      {headerHidden ? <span className="sr-only">{header}</span> : header}
      {children}
    </th>
  )
}

export function TableRow({ current, children }: { current: boolean; children: ReactNode }) {
  return (
    <tr role="row" className="data-row" aria-current={current ? 'true' : undefined}>
      {children}
    </tr>
  )
}

export function BodyCell({ column, children }: { column: ColumnHead; children: ReactNode }) {
  return (
    <td
      role="cell"
      data-label={column.headerHidden ? undefined : column.header}
      className={['data-cell', ALIGNED[column.align ?? 'start'], column.className].filter(Boolean).join(' ')}
    >
      {children}
    </td>
  )
}

/** The link that the whole row follows. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link data-row-link href={href} prefetch={false} className="data-row-link">
      {children}
    </Link>
  )
}
