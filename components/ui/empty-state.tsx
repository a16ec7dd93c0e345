import type { ReactNode } from 'react'

/** Says what is not here and what to do about it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-1.5 px-6 py-10 text-center">
      <p className="font-medium text-ink">{title}</p>
      {children ? <div className="text-sm text-ink-3">{children}</div> : null}
      {action ? <div className="mt-3 print:hidden">{action}</div> : null}
    </div>
  )
}
