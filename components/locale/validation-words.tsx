'use client'

import { useEffect } from 'react'
import { useLocale } from '#components/locale/locale-provider.tsx'
import { type Control, sayInvalid, type ValidationTexts } from '#components/locale/say-invalid.ts'

/** Browsers word what a form still misses in a language of their own, and point at the field; the words are the page's here. */
export function ValidationWords({ texts }: { texts: ValidationTexts }) {
  const locale = useLocale()
  useEffect(() => {
    const worded = new Set<Control>()
    const unword = (): void => {
      for (const control of worded) control.setCustomValidity('')
      worded.clear()
    }
    const word = ({ target }: Event): void => {
      if (!isControl(target)) return
      // What was said before is no fault of the field's.
      target.setCustomValidity('')
      const said = sayInvalid(target, { texts, locale })
      if (said === null) return
      target.setCustomValidity(said)
      worded.add(target)
    }
    document.addEventListener('invalid', word, true)
    for (const kind of ['input', 'change', 'reset']) document.addEventListener(kind, unword, true)
    return () => {
      unword()
      document.removeEventListener('invalid', word, true)
      for (const kind of ['input', 'change', 'reset']) document.removeEventListener(kind, unword, true)
    }
  }, [texts, locale])
  return null
}

function isControl(target: EventTarget | null): target is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement
  )
}
