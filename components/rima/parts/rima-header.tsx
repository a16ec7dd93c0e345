'use client'
import { texts } from '#components/rima/texts.ts'
import { Icon } from '#components/ui/icon.tsx'
import { RimaMark } from './rima-mark.tsx'

const item =
  'inline-flex min-h-11 items-center gap-1.5 rounded-xl px-3 text-[0.95rem] font-medium text-ink-2 hover:bg-mute-soft hover:text-ink'

export function RimaHeader({ onLock }: { onLock: (() => void) | null }) {
  return (
    <header className="flex items-center justify-between px-5 pt-[max(1rem,env(safe-area-inset-top))]">
      <span className="flex items-center gap-2.5 text-lg font-bold text-ink">
        <RimaMark />
        {texts.name}
      </span>
      <span className="flex items-center gap-1">
        <a href="/rima/help" className={item}>
          {texts.help}
        </a>
        {onLock ? (
          <button type="button" onClick={onLock} className={item}>
            <Icon name="lock" />
            {texts.lock}
          </button>
        ) : null}
      </span>
    </header>
  )
}
