'use client'

import { type ReactNode, useActionState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** `results` comes drawn from the server; `query` is empty where a card number may have been typed. */
export type FindFormState = { query: string; message: string | null; results: ReactNode }
export type FindFormAction = (previous: FindFormState, form: FormData) => Promise<FindFormState>

type FindFormProps = {
  action: FindFormAction
  start: ReactNode
  labels: { label: string; hint: string; submit: string; pending: string }
}

/** Posts what was typed and shows the answer in place: a national id or card number must never stand in an address. */
export function FindForm({ action, start, labels }: FindFormProps) {
  const [state, submit] = useActionState(action, { query: '', message: null, results: null })
  return (
    <>
      <form action={submit} className="mt-4 flex flex-wrap items-end gap-2">
        <TextField
          name="query"
          label={labels.label}
          description={labels.hint}
          defaultValue={state.query}
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
