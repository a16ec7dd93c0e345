'use client'

import { useActionState, useState } from 'react'
import type { FindAction } from '#components/shell/shell-data.ts'
import type { FindLabels } from '#components/shell/shell-labels.ts'
import { Banner } from '#components/ui/banner.tsx'
import { ModalDialog } from '#components/ui/dialog.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

type CommandPaletteProps = { labels: FindLabels; find: FindAction; onOpenChange: (isOpen: boolean) => void }

/** Posts what was typed: a card number or national id must never stand in an address. */
export default function CommandPalette({ labels, find, onOpenChange }: CommandPaletteProps) {
  const [query, setQuery] = useState('')
  const [state, submit] = useActionState(
    async (previous: { message: string | null }, form: FormData) => {
      const next = await find(previous, form)
      if (next.message === null) onOpenChange(false)
      return next
    },
    { message: null },
  )
  return (
    <ModalDialog isOpen closesOutside onOpenChange={onOpenChange} title={labels.title} closeLabel={labels.close}>
      <form action={submit} className="flex flex-col gap-3">
        <div className="flex items-end gap-2">
          <TextField
            name="query"
            label={labels.field}
            defaultValue={query}
            onChange={(event) => setQuery(event.target.value)}
            description={labels.hint}
            autoFocus
            required
            maxLength={64}
            enterKeyHint="search"
            spellCheck={false}
            dir="auto"
            fieldClassName="flex-1"
          />
          <SubmitButton>{labels.submit}</SubmitButton>
        </div>
        {state.message ? (
          <Banner tone="warn" live>
            {state.message}
          </Banner>
        ) : null}
      </form>
    </ModalDialog>
  )
}
