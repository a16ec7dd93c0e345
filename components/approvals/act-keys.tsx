'use client'

import { useEffect } from 'react'

const busy = 'input, textarea, select, [contenteditable]'
const covers = 'dialog[open], [role="dialog"], [role="alertdialog"], [popover]:popover-open'

/** A and R, by the place of the key, press the button of the open request that is marked with that key. */
export function ActKeys() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // On the window, after the document's own keys: what they took, as G then A, is not ours.
      if (event.defaultPrevented || event.isComposing) return
      if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return
      if (document.querySelector(covers) || (event.target instanceof Element && event.target.closest(busy))) return
      const button = document.querySelector<HTMLButtonElement>(`[data-key="${CSS.escape(event.code)}"] button`)
      if (button === null) return
      event.preventDefault()
      button.click()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return null
}
