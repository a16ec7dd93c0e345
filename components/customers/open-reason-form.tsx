'use client'

import { type ReactNode, useActionState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** `refused`: not for what was typed; with what can be done about it. */
export type OpenReasonState = { error: string | null; reason: string; refused?: ReactNode }
export type OpenReasonAction = (previous: OpenReasonState, form: FormData) => Promise<OpenReasonState>

type OpenReasonFormProps = {
  action: OpenReasonAction
  labels: { label: string; hint: string; submit: string; pending: string }
}

export function OpenReasonForm({ action, labels }: OpenReasonFormProps) {
  const [state, submit] = useActionState(action, { error: null, reason: '' })
  return (
    <form action={submit} className="mt-3 flex max-w-xl flex-col gap-3">
      <TextField
        name="reason"
        label={labels.label}
        description={labels.hint}
        defaultValue={state.reason}
        error={state.error}
        required
        autoFocus
        minLength={3}
        maxLength={300}
      />
      {state.refused ? (
        <Banner tone="error" live>
          {state.refused}
        </Banner>
      ) : null}
      <SubmitButton pendingLabel={labels.pending} className="self-start">
        {labels.submit}
      </SubmitButton>
    </form>
  )
}
