'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { leadsElsewhere } from '#components/shell/leads-elsewhere.ts'

const LONGEST_MS = 20_000
const BAR =
  'pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 bg-accent ltr:origin-left rtl:origin-right print:hidden ' +
  'animate-[travel_8s_cubic-bezier(0.1,0.7,0.2,1)_150ms_both]'

/** A line over the page from the press of a link until the page it leads to is here: slow answers are seen to be on their way. */
export function TravelProgress({ label }: { label: string }) {
  const address = `${usePathname()}?${useSearchParams()}`
  const [leaving, setLeaving] = useState<string | null>(null)
  const isTravelling = leaving === address

  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const anchor = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
      if (anchor && leadsElsewhere(event, anchor, location.href)) setLeaving(address)
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [address])

  useEffect(() => {
    if (!isTravelling) return
    const timer = setTimeout(() => setLeaving(null), LONGEST_MS)
    return () => clearTimeout(timer)
  }, [isTravelling])

  return isTravelling ? <div role="progressbar" aria-label={label} className={BAR} /> : null
}
