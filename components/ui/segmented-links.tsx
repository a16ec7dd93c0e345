import Link from 'next/link'
import type { ReactNode } from 'react'

export type Segment = { href: string; label: ReactNode; count?: ReactNode; current?: boolean }

const LINK =
  'inline-flex min-h-7 items-center gap-1.5 rounded-md px-2.5 text-sm whitespace-nowrap text-ink-2 hover:text-ink max-md:min-h-9 ' +
  'aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-[0_0_0_1px_var(--line)]'

/** Views of one thing, each at its own address. */
export function SegmentedLinks({ label, items }: { label: string; items: readonly Segment[] }) {
  return (
    <nav aria-label={label} className="max-w-full overflow-x-auto rounded-control bg-mute-soft p-0.5 print:hidden">
      <ul className="flex gap-0.5 max-md:flex-wrap">
        {items.map(({ href, label: name, count, current }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              aria-current={current ? 'page' : undefined}
              className={LINK}
            >
              {name}
              {count === undefined ? null : <span className="text-xs tabular-nums text-ink-3">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
