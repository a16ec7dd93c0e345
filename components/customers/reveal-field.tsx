'use client'

import { lazy, type ReactNode, Suspense, useActionState, useEffect, useRef, useState } from 'react'
import { useFormStatus } from 'react-dom'
import { isFocusLost } from '#components/ui/is-focus-lost.ts'

const RefusedReveal = lazy(() => import('#components/customers/refused-reveal.tsx'))

/** `more`: what can be done about a refusal. */
export type RevealState = { value: string | null; message: string | null; more?: ReactNode }
export type RevealAction = (previous: RevealState) => Promise<RevealState>

type RevealFieldProps = {
  masked: string
  action: RevealAction
  labels: { show: string; describe: string; pending: string; close: string }
}

/** A masked value, and a button that asks for the whole one; each asking is recorded. */
export function RevealField({ masked, action, labels }: RevealFieldProps) {
  const [state, submit] = useActionState(action, { value: null, message: null })
  const [closed, setClosed] = useState<RevealState | null>(null)
  const shown = useRef<HTMLElement>(null)
  useEffect(() => {
    // The button that was pressed is gone: whoever presses by keys goes on from what it showed.
    if (state.value && isFocusLost()) shown.current?.focus()
  }, [state.value])
  return (
    <>
      <form action={submit} className="inline-flex flex-wrap items-baseline gap-x-1.5">
        <bdi
          ref={shown}
          tabIndex={-1}
          dir="ltr"
          aria-live="polite"
          className="font-semibold whitespace-nowrap text-ink outline-none figures"
        >
          {state.value ?? masked}
        </bdi>
        {state.value ? null : <ShowButton labels={labels} />}
        {state.message && !state.more ? (
          <span role="alert" className="text-xs text-bad">
            {state.message}
          </span>
        ) : null}
      </form>
      {state.more && closed !== state ? (
        <Suspense>
          <RefusedReveal title={labels.describe} closeLabel={labels.close} onClose={() => setClosed(state)}>
            {state.message}
            {state.more}
          </RefusedReveal>
        </Suspense>
      ) : null}
    </>
  )
}

function ShowButton({ labels }: Pick<RevealFieldProps, 'labels'>) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      disabled={pending}
      aria-label={labels.describe}
      className="rounded-sm text-accent hover:underline max-md:-mx-1.5 max-md:-my-2.5 max-md:px-1.5 max-md:py-2.5 print:hidden"
    >
      {pending ? labels.pending : labels.show}
    </button>
  )
}
