import type { ReactNode } from 'react'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import type { Tone } from '#components/ui/status.tsx'

const TONES: Record<Tone, { icon: IconName; color: string }> = {
  ok: { icon: 'check', color: 'bg-ok-soft text-ok' },
  bad: { icon: 'cross', color: 'bg-bad-soft text-bad' },
  warn: { icon: 'clock', color: 'bg-warn-soft text-warn' },
  off: { icon: 'dot', color: 'bg-mute-soft text-ink-3' },
  info: { icon: 'dot', color: 'bg-accent-soft text-accent' },
}

export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="divide-y divide-line-soft px-4">
      {children}
    </ol>
  )
}

type TimelineItemProps = { time: ReactNode; tone: Tone; icon?: IconName; aside?: ReactNode; children: ReactNode }

export function TimelineItem({ time, tone, icon, aside, children }: TimelineItemProps) {
  const { icon: usual, color } = TONES[tone]
  return (
    <li className="grid grid-cols-[var(--timeline-time,6.75rem)_1.25rem_minmax(0,1fr)_auto] items-start gap-x-3 py-2 max-md:grid-cols-[1.25rem_minmax(0,1fr)_auto]">
      <div className="text-xs leading-6 text-ink-3 max-md:col-span-2 max-md:col-start-2 max-md:row-start-2">{time}</div>
      <span className={`mt-0.5 grid size-5 place-items-center rounded-full max-md:row-start-1 ${color}`}>
        <Icon name={icon ?? usual} sizePixels={11} strokeWidth={3} />
      </span>
      <div className="min-w-0">{children}</div>
      {aside ? <div className="text-xs leading-6 text-ink-3">{aside}</div> : <span />}
    </li>
  )
}
