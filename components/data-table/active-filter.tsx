import Link from 'next/link'
import type { ReactNode } from 'react'
import { Icon } from '#components/ui/icon.tsx'

type ActiveFilterProps = { name: string; value: ReactNode; removeHref: string; removeLabel: string }

/** A filter at work; pressing it takes it away. */
export function ActiveFilter({ name, value, removeHref, removeLabel }: ActiveFilterProps) {
  return (
    <Link
      href={removeHref}
      prefetch={false}
      scroll={false}
      title={removeLabel}
      className="inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-control border border-accent/40 bg-accent-soft px-2.5 text-sm whitespace-nowrap text-ink hover:border-accent max-md:min-h-10"
    >
      <span className="text-ink-2">{name}:</span>
      <bdi className="truncate font-medium text-accent-strong">{value}</bdi>
      <Icon name="cross" sizePixels={12} className="text-ink-3" />
      <span className="sr-only">{removeLabel}</span>
    </Link>
  )
}
