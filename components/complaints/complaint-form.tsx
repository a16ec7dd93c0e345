'use client'

import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef } from 'react'
import type { ComplaintFormAction, ComplaintFormState } from '#components/complaints/form-state.ts'
import { useKeptForm } from '#components/failure/use-kept-form.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ButtonSize, ButtonVariant } from '#components/ui/button-style.ts'
import { isFocusLost } from '#components/ui/is-focus-lost.ts'
import { showToast } from '#components/ui/toast.ts'

type ComplaintFormProps = {
  action: ComplaintFormAction
  submissionId: string
  labels: { submit: string; pending: string }
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string
  children?: ReactNode
}

/** A form on a complaint: says what became of it, and keeps what was typed when it was refused. */
export function ComplaintForm(props: ComplaintFormProps) {
  const { labels, variant = 'primary', size, className = '', children } = props
  const form = useRef<HTMLFormElement>(null)
  const wasSent = useFocusKept()
  const kept = useKeptForm(
    props.action,
    (previous, message): ComplaintFormState => ({
      ...previous,
      outcome: 'refused',
      message,
    }),
  )
  const telling: ComplaintFormAction = async (previous, fields) => {
    const state = await kept(previous, fields)
    if (state.outcome === 'done') {
      form.current?.reset()
      if (state.message) showToast({ tone: 'ok', text: state.message })
    }
    return state
  }
  const start = { outcome: 'none', message: null, submissionId: props.submissionId } as const
  const [state, submit, isPending] = useActionState(telling, start)
  // Sent by hand, or React would empty the fields of a form that was refused.
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (isPending) return
    const fields = new FormData(event.currentTarget)
    wasSent.current = true
    startTransition(() => submit(fields))
  }
  return (
    <form ref={form} action={submit} onSubmit={send} className={`flex flex-col gap-3 ${className}`}>
      <input type="hidden" name="submissionId" value={state.submissionId} />
      {state.outcome === 'refused' ? (
        <Banner tone="error" live>
          {state.message}
        </Banner>
      ) : null}
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
