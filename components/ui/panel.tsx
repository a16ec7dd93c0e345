import { type ReactNode, useId } from 'react'

type PanelProps = {
  title?: ReactNode
  count?: ReactNode
  actions?: ReactNode
  padded?: boolean
  className?: string
  children: ReactNode
}

export function Panel({ title, count, actions, padded = false, className = '', children }: PanelProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={`min-w-0 rounded-panel border border-line bg-panel ${className}`}
    >
      {title ? (
        <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          <div className="flex min-w-0 max-w-full items-center gap-3 text-xs text-ink-3">
            {count}
            {actions}
          </div>
        </header>
      ) : null}
      <div className={padded ? 'p-4' : undefined}>{children}</div>
    </section>
  )
}
