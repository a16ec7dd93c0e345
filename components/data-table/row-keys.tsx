'use client'

import { useEffect } from 'react'

const busy = 'input, textarea, select, [contenteditable]'
const covers = '[role="dialog"], [role="alertdialog"], [popover]:popover-open'

/** J and K walk through the rows' links by the place of the key, on any keyboard layout; Enter follows the link itself, Esc closes what it opened. */
export function RowKeys() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return
      if (document.querySelector(covers) || (event.target instanceof Element && event.target.closest(busy))) return
      if (event.code === 'Escape') document.querySelector<HTMLAnchorElement>('a[data-close]')?.click()
      else if (event.code === 'KeyJ' && focusRow(1)) event.preventDefault()
      else if (event.code === 'KeyK' && focusRow(-1)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return null
}

/** From the row in focus, else from the open one, else to the first; false at either end. */
function focusRow(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-row-link]')]
  const here = links.indexOf(document.activeElement as HTMLAnchorElement)
  const from = here === -1 ? links.findIndex((link) => link.closest('[aria-current]')) : here
  const next = links[Math.max(from + step, 0)]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return next !== undefined
}
