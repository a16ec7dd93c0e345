'use client'

import { usePathname } from 'next/navigation'
import { type ReactNode, useActionState, useEffect, useState } from 'react'
import { keepFind, recallFind } from '#components/customers/kept-find.ts'
import { useKeptForm } from '#components/failure/use-kept-form.ts'
import { Banner } from '#components/ui/banner.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** `results` comes drawn from the server; `query` is empty where a card number may have been typed. */
export type FindFormState = { query: string; message: ReactNode; results: ReactNode }
export type FindFormAction = (previous: FindFormState, form: FormData) => Promise<FindFormState>

type FindFormProps = {
  action: FindFormAction
  /** Whose answers may stand here again on the way back. */
  operatorId: string
  start: ReactNode
  labels: { label: string; hint: string; submit: string; pending: string }
}

const START: FindFormState = { query: '', message: null, results: null }

/**
 * Posts what was typed and shows the answer in place: a national id or card number must never stand in an address. Hence
 * the way back from a record finds its list in memory.
 */
export function FindForm({ action, operatorId, start, labels }: FindFormProps) {
  const pathname = usePathname()
  const [before] = useState(() => recallFind({ operatorId, pathname }) ?? START)
  const kept = useKeptForm(action, (previous, message): FindFormState => ({ ...previous, message, results: null }))
  const [state, submit] = useActionState(kept, before)
  const [typed, setTyped] = useState(before.query)
  useEffect(() => {
    if (state !== before) keepFind({ operatorId, pathname }, state)
  }, [state, before, operatorId, pathname])
  return (
    <>
      <form action={submit} className="mt-4 flex flex-wrap items-end gap-2">
        <TextField
          name="query"
          label={labels.label}
          description={labels.hint}
          defaultValue={typed || state.query}
          onChange={(event) => setTyped(event.target.value)}
          autoFocus
          required
          maxLength={200}
          enterKeyHint="search"
          spellCheck={false}
          autoComplete="off"
          dir="auto"
          className="text-like-parent"
          fieldClassName="min-w-0 flex-1 max-md:basis-full"
        />
        <SubmitButton pendingLabel={labels.pending} className="max-md:w-full">
          {labels.submit}
        </SubmitButton>
      </form>
      {state.message ? (
        <Banner tone="warn" live className="mt-4">
          {state.message}
        </Banner>
      ) : null}
      {state.results ?? (state.message ? null : start)}
    </>
  )
}
