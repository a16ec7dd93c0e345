'use client'

import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from 'react'

const SUMMARY =
  'grid min-h-7 min-w-8 cursor-pointer list-none place-items-center rounded-control border border-line px-2 text-xs ' +
  'text-ink-2 hover:bg-mute-soft max-md:min-h-10 max-md:w-10 [&::-webkit-details-marker]:hidden'
const LIST =
  'absolute end-0 z-10 mt-1 flex w-max max-w-72 flex-col items-stretch gap-1 rounded-control border border-line bg-panel ' +
  'p-2 shadow-float max-md:static max-md:w-auto max-md:shadow-none'

/** Acts that are not wanted every day: one of these is open at a time, until Esc or until the focus has left. */
export function FoldedActs({ label, children }: { label: string; children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null)
  const fold = (): void => {
    // The button of a dialog that stands open: the focus goes back to it.
    if (details.current && !details.current.querySelector('[data-dialog-open]')) details.current.open = false
  }
  const foldOnEscape = ({ key }: KeyboardEvent): void => {
    if (key !== 'Escape') return
    fold()
    // What had the focus is hidden now.
    if (details.current?.open === false) details.current.querySelector('summary')?.focus()
  }
  const foldWhenLeft = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) fold()
  }
  return (
    <details ref={details} name="folded-acts" className="relative" onKeyDown={foldOnEscape} onBlur={foldWhenLeft}>
      <summary aria-label={label} className={SUMMARY}>
        <span aria-hidden="true">•••</span>
      </summary>
      <div className={LIST}>{children}</div>
    </details>
  )
}
