import type { ReactNode } from 'react'
import { Icon, type IconName } from '#components/ui/icon.tsx'

type BannerTone = 'info' | 'ok' | 'warn' | 'error'

const TONES: Record<BannerTone, { icon: IconName; color: string }> = {
  info: { icon: 'info', color: 'border-accent/40 bg-accent-soft text-accent-strong' },
  ok: { icon: 'check', color: 'border-ok/40 bg-ok-soft text-ok' },
  warn: { icon: 'alert', color: 'border-warn/40 bg-warn-soft text-warn' },
  error: { icon: 'alert', color: 'border-bad/40 bg-bad-soft text-bad' },
}

type BannerProps = { tone: BannerTone; children: ReactNode; action?: ReactNode; live?: boolean; className?: string }

/** `live` announces it to a screen reader when it appears after the page has loaded. */
export function Banner({ tone, children, action, live = false, className = '' }: BannerProps) {
  const { icon, color } = TONES[tone]
  return (
    <div
      role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}
      className={`flex flex-wrap items-start gap-2.5 rounded-control border px-3 py-2 text-sm ${color} ${className}`}
    >
      <Icon name={icon} className="mt-1" />
      <div className={action ? 'min-w-56 flex-1' : 'min-w-0 flex-1'}>{children}</div>
      {action}
    </div>
  )
}
