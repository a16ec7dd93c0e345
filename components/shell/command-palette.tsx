'use client'

import { type ReactNode, useActionState, useState } from 'react'
import { useKeptForm } from '#components/failure/use-kept-form.ts'
import type { FindAction, FindState } from '#components/shell/shell-data.ts'
import type { FindLabels } from '#components/shell/shell-labels.ts'
import { Banner } from '#components/ui/banner.tsx'
import { ModalDialog } from '#components/ui/dialog.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

type CommandPaletteProps = { labels: FindLabels; find: FindAction; onOpenChange: (isOpen: boolean) => void }

/** Posts what was typed: a card number or national id must never stand in an address. */
export default function CommandPalette({ labels, find, onOpenChange }: CommandPaletteProps) {
  const [query, setQuery] = useState('')
  const kept = useKeptForm<FindState>(find, (_, message) => ({ message }))
  const [state, submit] = useActionState(
    async (previous: FindState, form: FormData) => {
      const next = await kept(previous, form)
      if (next.message === null && !next.results) onOpenChange(false)
      return next
    },
    { message: null },
  )
  return (
    <ModalDialog
      isOpen
      closesOutside
      onOpenChange={onOpenChange}
      title={labels.title}
      closeLabel={labels.close}
      size={state.results ? 'wide' : 'normal'}
    >
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
            maxLength={200}
            enterKeyHint="search"
            spellCheck={false}
            dir="auto"
            className="text-like-parent"
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
      {state.results ? <PaletteResults onFollow={() => onOpenChange(false)}>{state.results}</PaletteResults> : null}
    </ModalDialog>
  )
}

/** Closes once one of the links within was followed, by mouse or by Enter. */
function PaletteResults({ children, onFollow }: { children: ReactNode; onFollow: () => void }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: hears the clicks of the links within, which Enter makes too
    <div onClick={(event) => (event.target as Element).closest('a') && onFollow()}>{children}</div>
  )
}
