import Link from 'next/link'
import type { ReactNode } from 'react'

/** A value that narrows the list to itself; stands above the row's own link. */
export function PivotLink({ href, title, children }: { href: string; title: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      title={title}
      className="relative z-1 hover:text-accent hover:underline"
    >
      {children}
    </Link>
  )
}
