'use client'

import { useEffect } from 'react'

const busy = 'input, textarea, select, [contenteditable], [role="dialog"], [popover]:popover-open'

/** J and K walk through the rows' links by the place of the key, on any keyboard layout; Enter follows the link itself. */
export function RowKeys() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return
      if (event.code !== 'KeyJ' && event.code !== 'KeyK') return
      if (event.target instanceof Element && event.target.closest(busy)) return
      const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-row-link]')]
      const here = links.indexOf(document.activeElement as HTMLAnchorElement)
      const open = links.findIndex((link) => link.closest('[aria-current]'))
      const from = here === -1 ? open : here
      const next = links[event.code === 'KeyJ' ? from + 1 : Math.max(0, from - 1)]
      if (!next) return
      event.preventDefault()
      next.focus()
      next.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return null
}
