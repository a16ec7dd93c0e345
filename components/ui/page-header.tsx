import type { ReactNode } from 'react'

export function PageHeader({ title, sub, actions }: { title: ReactNode; sub?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-bold">{title}</h1>
        {sub ? <div className="mt-0.5 flex flex-wrap gap-x-5 gap-y-0.5 text-sm text-ink-2">{sub}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2 print:hidden">{actions}</div> : null}
    </div>
  )
}
