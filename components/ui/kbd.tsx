import type { ReactNode } from 'react'

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd
      dir="ltr"
      className="inline-block min-w-6 rounded-md border border-line bg-mute-soft px-1.5 text-center font-sans text-xs text-ink-2"
    >
      {children}
    </kbd>
  )
}
