'use client'

import { type FormEvent, startTransition, useActionState, useEffect, useId, useRef, useState } from 'react'
import type { ActDialogProps } from '#components/customers/act-dialog.tsx'
import type { ActAction, ActState } from '#components/customers/act-state.ts'
import { MissingProof } from '#components/customers/missing-proof.ts'
import { useKeptForm } from '#components/failure/use-kept-form.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { showToast } from '#components/ui/toast.ts'

type OpenActDialogProps = Pick<
  ActDialogProps,
  'action' | 'title' | 'labels' | 'submissionId' | 'danger' | 'children'
> & { onClose: () => void }

const DIALOG =
  'fixed inset-0 m-auto mt-[10vh] max-h-[84dvh] w-[calc(100%-2rem)] max-w-lg overflow-hidden rounded-panel border ' +
  'border-line bg-panel p-0 text-ink shadow-float backdrop:bg-backdrop max-md:mt-auto max-md:mb-0 max-md:w-full ' +
  'max-md:max-w-none max-md:rounded-b-none'

const PROOF_STEP = '[data-proof-step] input, [data-proof-step] button'

/** The browser's own modal dialog: it keeps the focus inside, gives it back when it closes, and hears Esc. */
export function OpenActDialog(props: OpenActDialogProps) {
  const { title, labels, onClose, action, submissionId } = props
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const kept = useKeptForm(
    tellingWhenDone(action),
    (previous, message): ActState => ({ ...previous, outcome: 'refused', message }),
  )
  const [state, dispatch, isPending] = useActionState(kept, {
    outcome: 'none',
    message: null,
    submissionId,
  })
  const [missing, setMissing] = useState<string | null>(null)
  useShownModal(dialog)
  useEndedAct(state, onClose)
  useShownAct(state, dialog)
  // Dispatched by hand: a form's own action would empty the fields when it is refused.
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (missing !== null) {
      event.currentTarget.querySelector<HTMLElement>(PROOF_STEP)?.focus()
      return
    }
    const form = new FormData(event.currentTarget)
    // What a customer reads out is sent once and stands nowhere afterwards.
    for (const once of event.currentTarget.querySelectorAll<HTMLInputElement>('[data-once]')) once.value = ''
    if (!isPending) startTransition(() => dispatch(form))
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={DIALOG}
      onClose={onClose}
      onCancel={(event) => isPending && event.preventDefault()}
    >
      <header className="flex items-center justify-between gap-4 border-b border-line py-2 ps-5 pe-2.5 print:hidden">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        <Button variant="ghost" size="small" aria-label={labels.close} onClick={onClose} disabled={isPending}>
          <Icon name="cross" />
        </Button>
      </header>
      {state.outcome === 'shown' ? (
        <div data-shown className="max-h-[70dvh] overflow-y-auto px-5 py-4">
          {state.shown}
        </div>
      ) : (
        <MissingProof value={setMissing}>
          <ActForm {...props} {...{ state, isPending, missing }} onSubmit={submit} />
        </MissingProof>
      )}
    </dialog>
  )
}

type ActFormProps = OpenActDialogProps & {
  state: ActState
  isPending: boolean
  /** What must be proved first, in words for the button; null: it may be sent. */
  missing: string | null
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

function ActForm({ state, isPending, missing, onSubmit, onClose, labels, danger = false, children }: ActFormProps) {
  const refusal = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state.outcome === 'refused') refusal.current?.scrollIntoView({ block: 'nearest' })
  }, [state])
  const variant = missing === null ? (danger ? 'danger' : 'primary') : 'secondary'
  return (
    <form onSubmit={onSubmit} className="flex max-h-[calc(84dvh-3rem)] flex-col">
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4">
        <input type="hidden" name="submissionId" value={state.submissionId} />
        {state.outcome === 'refused' ? (
          <div ref={refusal} className="scroll-my-4">
            <Banner tone="error" live>
              {state.message}
              {state.more}
            </Banner>
          </div>
        ) : null}
        {children}
      </div>
      <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onClose} disabled={isPending}>
          {labels.cancel}
        </Button>
        <Button type="submit" variant={variant} pending={isPending}>
          {isPending ? labels.pending : (missing ?? labels.submit)}
        </Button>
      </footer>
    </form>
  )
}

function useShownModal(dialog: { readonly current: HTMLDialogElement | null }): void {
  useEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    shown?.showModal()
    shown?.querySelector<HTMLElement>('textarea, input:not([type=hidden])')?.focus()
    return () => {
      shown?.close()
      // An act that is over may have taken its own button away.
      const back = before instanceof HTMLElement && before.isConnected ? before : document.getElementById('content')
      back?.focus({ preventScroll: true })
    }
  }, [dialog])
}

/** Told as soon as it is done: an act that is over takes its button, and this dialog, away with it. */
function tellingWhenDone(action: ActAction): ActAction {
  return async (previous, form) => {
    const state = await action(previous, form)
    if (state.outcome === 'done' && state.message) showToast({ tone: state.tone ?? 'ok', text: state.message })
    return state
  }
}

/** What is shown takes the form's place, and with it the focus: to the button that stands under it. */
function useShownAct({ outcome }: ActState, dialog: { readonly current: HTMLDialogElement | null }): void {
  useEffect(() => {
    if (outcome === 'shown') dialog.current?.querySelector<HTMLElement>('[data-shown] button')?.focus()
  }, [outcome, dialog])
}

function useEndedAct({ outcome }: ActState, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    if (outcome === 'done') close.current()
  }, [outcome])
}
