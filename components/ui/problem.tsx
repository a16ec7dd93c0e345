import type { ReactNode } from 'react'

type ProblemProps = { title: string; text: string; detail?: ReactNode; action: ReactNode }

/** A whole page that could not be shown: what happened and what to do. */
export function Problem({ title, text, detail, action }: ProblemProps) {
  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-start justify-center gap-2 px-4 py-10">
      <h1 className="text-xl font-bold">{title}</h1>
      <p className="text-ink-2">{text}</p>
      {detail ? <p className="text-xs text-ink-3">{detail}</p> : null}
      <div className="mt-3">{action}</div>
    </div>
  )
}
