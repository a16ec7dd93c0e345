'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { NavigationItem } from '#components/shell/shell-data.ts'

type NavigationLinksProps = {
  items: (NavigationItem & { label: string })[]
  waitingLabel: string
  locale: Locale
  navigationId: string
}

const LINK =
  'flex min-h-9 items-center justify-between gap-2 rounded-control px-2.5 text-ink-2 transition-colors max-md:min-h-11 ' +
  'hover:bg-mute-soft hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent-strong'

export function NavigationLinks({ items, waitingLabel, locale, navigationId }: NavigationLinksProps) {
  const pathname = usePathname()
  const close = () => document.getElementById(navigationId)?.hidePopover()
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map(({ href, label, waiting }) => (
        <li key={href}>
          <Link href={href} prefetch={false} onClick={close} aria-current={isCurrent(pathname, href)} className={LINK}>
            {label}
            {waiting ? (
              <span className="rounded-full bg-mute-soft px-2 text-xs tabular-nums text-ink-2">
                {localizeDigits(String(waiting), locale)}
                <span className="sr-only"> {waitingLabel}</span>
              </span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function isCurrent(pathname: string, href: string): 'page' | 'true' | undefined {
  if (pathname === href) return 'page'
  return href !== '/' && pathname.startsWith(`${href}/`) ? 'true' : undefined
}
