'use client'

import { type FormEvent, type ReactNode, startTransition, useActionState, useState } from 'react'
import { useKeptForm } from '#components/failure/use-kept-form.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { PressButton } from '#components/ui/press-button.tsx'

export type SecretState = { error: string | null; secret: string | null; title: string | null }
export type SecretAction = (previous: SecretState, form: FormData) => Promise<SecretState>

type SecretDialogProps = {
  action: SecretAction
  trigger: string
  triggerSize: 'normal' | 'small'
  isDanger?: boolean
  title: string
  text: string
  children: ReactNode
  labels: {
    submit: string
    pending: string
    close: string
    cancel: string
    secret: string
    secretText: string
    copy: string
    copied: string
  }
}

/** Asks for a secret and shows it this once; closing the window, which then takes a press of a button, forgets it. */
export function SecretDialog({ trigger, triggerSize, title, labels, ...form }: SecretDialogProps) {
  const [isOpen, setOpen] = useState(false)
  const [shownTitle, setShownTitle] = useState<string | null>(null)
  const onOpenChange = (next: boolean): void => {
    setShownTitle(null)
    setOpen(next)
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      trigger={
        <PressButton
          size={triggerSize}
          variant={triggerSize === 'normal' ? 'primary' : 'secondary'}
          className="relative z-1"
        >
          {trigger}
        </PressButton>
      }
      title={shownTitle ?? title}
      closeLabel={labels.close}
      closesByKey={shownTitle === null}
    >
      <SecretForm {...form} labels={labels} onTitle={setShownTitle} />
    </Dialog>
  )
}

type SecretFormProps = Pick<SecretDialogProps, 'action' | 'text' | 'isDanger' | 'children' | 'labels'> & {
  onTitle: (title: string | null) => void
}

function SecretForm({ action, text, isDanger = false, children, labels, onTitle }: SecretFormProps) {
  const kept = useKeptForm(action, (previous, error) => ({ ...previous, error }))
  const [state, dispatch, isPending] = useActionState(
    async (previous: SecretState, form: FormData) => {
      const next = await kept(previous, form)
      onTitle(next.title)
      return next
    },
    { error: null, secret: null, title: null },
  )
  // Dispatched by hand: a form's own action would empty the fields when it is refused.
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (!isPending) startTransition(() => dispatch(form))
  }
  if (state.secret) {
    return (
      <div className="flex flex-col gap-3">
        <Banner tone="warn" live>
          {labels.secretText}
        </Banner>
        <div className="flex items-center gap-2 rounded-control border border-line bg-mute-soft px-3 py-2">
          <span className="sr-only">{labels.secret}</span>
          <code dir="ltr" className="min-w-0 flex-1 font-mono text-sm break-all">
            {state.secret}
          </code>
          <CopyButton value={state.secret} label={labels.copy} copiedLabel={labels.copied} />
        </div>
        <div className="flex justify-end">
          <PressButton slot="close">{labels.close}</PressButton>
        </div>
      </div>
    )
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-ink-2">{text}</p>
      {state.error ? (
        <Banner tone="error" live>
          {state.error}
        </Banner>
      ) : null}
      {children}
      <div className="flex justify-end gap-2">
        <PressButton slot="close">{labels.cancel}</PressButton>
        <Button type="submit" variant={isDanger ? 'danger' : 'primary'} pending={isPending}>
          {isPending ? labels.pending : labels.submit}
        </Button>
      </div>
    </form>
  )
}
