'use client'

import { useActionState, useEffect, useState } from 'react'
import { Dialog } from '#components/ui/dialog.tsx'
import { PressButton } from '#components/ui/press-button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** `savedId` changes with every saving. */
export type SaveViewState = { savedId: string | null; error: string | null }
type SaveViewDialogProps = {
  action: (previous: SaveViewState, form: FormData) => Promise<SaveViewState>
  labels: Record<'open' | 'title' | 'text' | 'name' | 'nameHint' | 'submit' | 'cancel' | 'close', string>
}

export function SaveViewDialog({ action, labels }: SaveViewDialogProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [state, submit] = useActionState(action, { savedId: null, error: null })
  useEffect(() => {
    if (state.savedId !== null) setIsOpen(false)
  }, [state.savedId])
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      title={labels.title}
      closeLabel={labels.close}
      trigger={
        <PressButton size="small" variant="ghost">
          {labels.open}
        </PressButton>
      }
    >
      <form action={submit} className="flex flex-col gap-3">
        <p className="text-ink-2">{labels.text}</p>
        <TextField
          name="name"
          label={labels.name}
          description={labels.nameHint}
          error={state.error}
          required
          autoFocus
          maxLength={40}
        />
        <div className="flex justify-end gap-2">
          <PressButton slot="close">{labels.cancel}</PressButton>
          <SubmitButton>{labels.submit}</SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
