'use client'
import type { ReactNode } from 'react'

type Kind = 'primary' | 'quiet' | 'danger' | 'plain'

const kinds: Record<Kind, string> = {
  primary: 'bg-fill text-on-fill border-fill hover:bg-fill-strong hover:border-fill-strong',
  quiet: 'bg-panel text-ink border-line hover:border-field-line',
  danger: 'bg-fill-bad text-on-fill border-fill-bad hover:opacity-90',
  plain: 'bg-transparent text-accent border-transparent hover:bg-accent-soft',
}

interface RimaButtonProps {
  children: ReactNode
  kind?: Kind
  type?: 'button' | 'submit'
  busyText?: string | false
  onPress?: () => void
}

/** A thumb's target: 48 pixels. While its act is at work it says so and takes no second press. */
export function RimaButton({
  children,
  kind = 'primary',
  type = 'button',
  busyText = false,
  onPress,
}: RimaButtonProps) {
  return (
    <button
      type={type}
      onClick={busyText ? undefined : onPress}
      aria-disabled={busyText ? true : undefined}
      className={`inline-flex min-h-12 w-full items-center justify-center gap-2 rounded-xl border px-4 text-[1rem] font-semibold transition-colors aria-disabled:cursor-progress aria-disabled:opacity-70 ${kinds[kind]}`}
    >
      {busyText || children}
    </button>
  )
}
