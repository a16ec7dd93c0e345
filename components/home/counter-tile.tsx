import Link from 'next/link'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '#components/ui/icon.tsx'

type CounterTileProps = { href: string; icon: IconName; count: ReactNode; label: string; aside: string }

/** A count that leads to the list of what it counts. */
export function CounterTile({ href, icon, count, label, aside }: CounterTileProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex flex-1 items-center gap-3 rounded-panel border border-line bg-panel px-4 py-3 hover:border-field-line hover:bg-mute-soft"
    >
      <span className="grid size-9 place-items-center rounded-full bg-warn-soft text-warn">
        <Icon name={icon} sizePixels={17} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block text-sm text-ink-2">{label}</span>
        <span className="block text-xs text-ink-3">{aside}</span>
      </span>
      <span className="text-xl font-bold">{count}</span>
      <Icon name="chevronEnd" sizePixels={14} className="text-ink-3" />
    </Link>
  )
}
