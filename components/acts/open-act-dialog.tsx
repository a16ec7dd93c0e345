'use client'

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { ActDialogProps } from '#components/acts/act-dialog.tsx'
import type { ActState } from '#components/acts/act-state.ts'
import { MissingProof } from '#components/acts/missing-proof.ts'
import { Refusal } from '#components/acts/refusal.tsx'
import { useAct } from '#components/acts/use-act.ts'
import { Button } from '#components/ui/button.tsx'
import { ModalDialog } from '#components/ui/dialog.tsx'
import { isFocusLost } from '#components/ui/is-focus-lost.ts'

type OpenActDialogProps = Pick<
  ActDialogProps,
  'action' | 'title' | 'labels' | 'submissionId' | 'danger' | 'children'
> & { onClose: () => void }

const PROOF_STEP = '[data-proof-step] input, [data-proof-step] button'

export default function OpenActDialog(props: OpenActDialogProps) {
  const { title, labels, danger = false, onClose, action, submissionId, children } = props
  const formId = useId()
  const { state, isPending, send } = useAct({ action, submissionId })
  /** What must be proved first, in words for the button; null: it may be sent. */
  const [missing, setMissing] = useState<string | null>(null)
  useEndedAct(state, onClose)
  useFocusKept()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (missing === null) send(event.currentTarget)
    else event.currentTarget.querySelector<HTMLElement>(PROOF_STEP)?.focus()
  }
  const variant = missing === null ? (danger ? 'danger' : 'primary') : 'secondary'
  const buttons = (
    <>
      <Button onClick={onClose} disabled={isPending}>
        {labels.cancel}
      </Button>
      <Button type="submit" form={formId} variant={variant} pending={isPending}>
        {isPending ? labels.pending : (missing ?? labels.submit)}
      </Button>
    </>
  )
  const isShown = state.outcome === 'shown'
  return (
    <ModalDialog
      isOpen
      onOpenChange={onClose}
      isBusy={isPending}
      closesByKey={!(isShown && state.isShownOnce)}
      title={(isShown && state.shownTitle) || title}
      closeLabel={labels.close}
      footer={isShown ? null : buttons}
    >
      {isShown ? (
        <Shown>{state.shown}</Shown>
      ) : (
        <MissingProof value={setMissing}>
          <ActForm id={formId} state={state} onSubmit={submit}>
            {children}
          </ActForm>
        </MissingProof>
      )}
    </ModalDialog>
  )
}

type ActFormProps = {
  id: string
  state: ActState
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  children: ReactNode
}

function ActForm({ id, state, onSubmit, children }: ActFormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, input:not([type=hidden])')?.focus(), [])
  return (
    <form ref={form} id={id} onSubmit={onSubmit} className="flex flex-col gap-4">
      <input type="hidden" name="submissionId" value={state.submissionId} />
      <Refusal state={state} />
      {children}
    </form>
  )
}

/** What is shown takes the form's place, and with it the focus: to the button that stands under it. */
function Shown({ children }: { children: ReactNode }) {
  const shown = useRef<HTMLDivElement>(null)
  useEffect(() => shown.current?.querySelector<HTMLElement>('button')?.focus(), [])
  return <div ref={shown}>{children}</div>
}

function useEndedAct({ outcome }: ActState, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    if (outcome === 'done') close.current()
  }, [outcome])
}

/** An act that is over may have taken its own button away, to which the dialog gives the focus back. */
function useFocusKept(): void {
  useEffect(
    () => () => {
      // After the dialog has tried its button, which it does in the next frame.
      requestAnimationFrame(() => {
        if (isFocusLost()) document.getElementById('content')?.focus({ preventScroll: true })
      })
    },
    [],
  )
}
