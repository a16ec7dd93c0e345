'use client'

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import type { ActAction } from '#components/acts/act-state.ts'
import { Refusal } from '#components/acts/refusal.tsx'
import { useAct } from '#components/acts/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import type { ButtonSize, ButtonVariant } from '#components/ui/button-style.ts'
import { isFocusLost } from '#components/ui/is-focus-lost.ts'

type ComplaintFormProps = {
  action: ActAction
  submissionId: string
  labels: { submit: string; pending: string }
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string
  children?: ReactNode
}

/** A form on a complaint: says what became of it, and keeps what was typed when it was refused. */
export function ComplaintForm(props: ComplaintFormProps) {
  const { action, submissionId, labels, variant = 'primary', size, className = '', children } = props
  const form = useRef<HTMLFormElement>(null)
  const wasSent = useFocusKept()
  const { state, isPending, dispatch, send } = useAct({ action, submissionId, onDone: () => form.current?.reset() })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (isPending) return
    wasSent.current = true
    send(event.currentTarget)
  }
  return (
    <form ref={form} action={dispatch} onSubmit={submit} className={`flex flex-col gap-3 ${className}`}>
      <input type="hidden" name="submissionId" value={state.submissionId} />
      <Refusal state={state} />
      {children}
      <Button type="submit" variant={variant} size={size} pending={isPending} className="self-start">
        {isPending ? labels.pending : labels.submit}
      </Button>
    </form>
  )
}

/** What was done may take its own form away, and the focus with it: whoever works by keys goes on from the page's start. */
function useFocusKept(): { current: boolean } {
  const wasSent = useRef(false)
  useEffect(
    () => () => {
      if (wasSent.current && isFocusLost()) document.getElementById('content')?.focus({ preventScroll: true })
    },
    [],
  )
  return wasSent
}
