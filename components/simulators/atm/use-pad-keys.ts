import { useEffect } from 'react'
import { foldDigits } from '#domain/text/digits.ts'

type PadKeys = { onDigit: (digit: string) => void; onCancel: () => void }

/** The visitor's digit keys press the ATM's, unless a field has the focus or a shortcut is meant. */
export function usePadKeys({ onDigit, onCancel }: PadKeys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const inField = event.target instanceof Element && event.target.closest('input, select, textarea') !== null
      const digit = foldDigits(event.key)
      if (event.key === 'Escape') onCancel()
      else if (!inField && /^\d$/.test(digit)) {
        // Else the digit would also land in the field that the next screen puts the focus into.
        event.preventDefault()
        onDigit(digit)
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [onDigit, onCancel])
}
