'use client'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Refusal } from '#components/rima/client/refusal.ts'
import { Icon } from '#components/ui/icon.tsx'
import { explainRefusal } from './explain-refusal.ts'

interface RimaScreenProps {
  title: string
  children: ReactNode
  lead?: ReactNode
  refusal?: Refusal | null
  titleHidden?: boolean
}

/** The focus goes to the heading, so that a reader says where one is, unless a field of the screen took it. */
export function RimaScreen({ title, lead, refusal = null, titleHidden = false, children }: RimaScreenProps) {
  const section = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!section.current?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section ref={section} className="flex flex-1 flex-col gap-5">
      <header className={titleHidden ? 'sr-only' : 'flex flex-col gap-2'}>
        <h1 ref={heading} tabIndex={-1} className="text-[1.5rem] leading-snug font-bold text-ink outline-none">
          {title}
        </h1>
        {lead ? <div className="text-[1rem] leading-7 text-ink-2">{lead}</div> : null}
      </header>
      <div role="alert" className="empty:hidden">
        {refusal ? (
          <p className="flex items-start gap-2.5 rounded-xl border border-bad/40 bg-bad-soft px-4 py-3 text-[0.95rem] leading-7 text-bad">
            <Icon name="alert" sizePixels={18} className="mt-1.5" />
            <span>{explainRefusal(refusal)}</span>
          </p>
        ) : null}
      </div>
      {children}
    </section>
  )
}
