'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

type SimulatorNavigationProps = { label: string; links: { href: string; label: string }[] }

export function SimulatorNavigation({ label, links }: SimulatorNavigationProps) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1">
      {links.map(({ href, label: text }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={pathname === href ? 'page' : undefined}
          className="rounded-control px-2.5 py-1 text-sm text-ink-2 hover:bg-mute-soft hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong max-md:py-2"
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
