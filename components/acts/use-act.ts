'use client'

import { startTransition, useActionState } from 'react'
import type { ActAction, ActState } from '#components/acts/act-state.ts'
import { useKeptForm } from '#components/failure/use-kept-form.ts'
import { showToast } from '#components/ui/toast.ts'

type UseActOptions = { action: ActAction; submissionId: string; onDone?: () => void }
type RunningAct = {
  state: ActState
  isPending: boolean
  /** For a form that is sent before its script runs. */
  dispatch: (form: FormData) => void
  /** By hand: a form's own action would empty the fields when it is refused. */
  send: (form: HTMLFormElement) => void
}

/** The state of one act's form: what became of the last press, told as soon as it is done, and kept when the answer is lost. */
export function useAct({ action, submissionId, onDone }: UseActOptions): RunningAct {
  const telling: ActAction = async (previous, form) => {
    const state = await action(previous, form)
    if (state.outcome === 'done') {
      onDone?.()
      if (state.message) showToast({ tone: state.tone ?? 'ok', text: state.message })
    }
    return state
  }
  const kept = useKeptForm(telling, (previous, message): ActState => ({ ...previous, outcome: 'refused', message }))
  const [state, dispatch, isPending] = useActionState(kept, { outcome: 'none', message: null, submissionId })
  const send = (form: HTMLFormElement): void => {
    if (isPending) return
    const fields = new FormData(form)
    // What a customer reads out is sent once and stands nowhere afterwards.
    for (const once of form.querySelectorAll<HTMLInputElement>('[data-once]')) once.value = ''
    startTransition(() => dispatch(fields))
  }
  return { state, isPending, dispatch, send }
}
