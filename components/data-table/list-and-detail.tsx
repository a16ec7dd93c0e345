import type { ReactNode } from 'react'
import { Panel } from '#components/ui/panel.tsx'

type ListAndDetailProps = {
  children: ReactNode
  /** What was opened of the list: beside it where there is room, else in its place. */
  detail: ReactNode
  detailWidth?: keyof typeof columns
}

const columns = {
  wide: 'xl:grid-cols-[minmax(0,1fr)_26.5rem]',
  narrow: 'xl:grid-cols-[minmax(0,1fr)_24rem]',
}

export function ListAndDetail({ children, detail, detailWidth = 'wide' }: ListAndDetailProps) {
  return (
    <div className={`mt-4 grid items-start gap-4 ${detail ? columns[detailWidth] : ''}`}>
      <Panel className={detail ? 'max-xl:hidden' : ''}>{children}</Panel>
      {detail}
    </div>
  )
}
