import type { ReactNode } from 'react'
import { Icon, type IconName } from '#components/ui/icon.tsx'

export type Tone = 'ok' | 'bad' | 'warn' | 'off' | 'info'

const TONES: Record<Tone, { icon: IconName; color: string }> = {
  ok: { icon: 'check', color: 'bg-ok-soft text-ok' },
  bad: { icon: 'cross', color: 'bg-bad-soft text-bad' },
  warn: { icon: 'clock', color: 'bg-warn-soft text-warn' },
  off: { icon: 'minus', color: 'bg-mute-soft text-ink-2' },
  info: { icon: 'info', color: 'bg-accent-soft text-accent-strong' },
}

/** A state said three ways: icon, word and colour. */
export function Status({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  const { icon: usual, color } = TONES[tone]
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full py-px ps-2 pe-2.5 text-xs font-medium whitespace-nowrap ${color}`}
    >
      <Icon name={icon ?? usual} sizePixels={12} strokeWidth={2.75} />
      {children}
    </span>
  )
}
