import type { ReactNode } from 'react'

export function HelpSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-14 scroll-mt-6 space-y-4">
      <h2 id={`${id}-title`} className="text-[1.4rem] leading-snug font-bold">
        {title}
      </h2>
      {children}
    </section>
  )
}
