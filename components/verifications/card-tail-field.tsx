'use client'

import type { ClipboardEvent, ComponentProps } from 'react'
import { TextField } from '#components/ui/text-field.tsx'
import { readTypedDigits } from '#domain/text/typed-digits.ts'

/** The last four digits of a card: of a longer number that is pasted only they are taken, so that the rest stays out of the address. */
export function CardTailField(props: ComponentProps<typeof TextField>) {
  const keepTail = (event: ClipboardEvent<HTMLInputElement>): void => {
    const digits = readTypedDigits(event.clipboardData.getData('text'), 'card') ?? ''
    if (digits.length < 4) return
    event.preventDefault()
    event.currentTarget.value = digits.slice(-4)
  }
  return <TextField {...props} dir="ltr" inputMode="numeric" maxLength={4} onPaste={keepTail} />
}
