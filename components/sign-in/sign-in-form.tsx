'use client'

import { useActionState, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** `error` is a sentence to show; after the password is right `step` asks for the second one. */
export type SignInState = { step: 'password' | 'second_step'; error: string | null }
export type SignInAction = (previous: SignInState, form: FormData) => Promise<SignInState>

type SignInFormProps = {
  action: SignInAction
  next: string
  initialState?: SignInState
  labels: {
    username: string
    password: string
    code: string
    codeSummary: string
    codeHint: string
    secondStep: string
    secondStepHint: string
    submit: string
    pending: string
  }
}

const START: SignInState = { step: 'password', error: null }

export function SignInForm({ action, next, labels, initialState = START }: SignInFormProps) {
  const [state, submit] = useActionState(action, initialState)
  return (
    <form action={submit} className="flex flex-col gap-4">
      {state.error ? (
        <Banner tone="error" live>
          {state.error}
        </Banner>
      ) : null}
      <input type="hidden" name="next" value={next} />
      {state.step === 'password' ? <PasswordFields labels={labels} /> : <SecondStepField labels={labels} />}
      <SubmitButton pendingLabel={labels.pending} className="mt-1 w-full">
        {labels.submit}
      </SubmitButton>
    </form>
  )
}

function PasswordFields({ labels }: Pick<SignInFormProps, 'labels'>) {
  const [username, setUsername] = useState('')
  return (
    <>
      <TextField
        name="username"
        label={labels.username}
        defaultValue={username}
        onChange={(event) => setUsername(event.target.value)}
        dir="ltr"
        required
        autoFocus
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
      />
      <TextField
        name="password"
        type="password"
        label={labels.password}
        dir="ltr"
        required
        autoComplete="current-password"
        maxLength={256}
      />
      <CodeField labels={labels} />
    </>
  )
}

/** Out of the way of those, nearly all, who have none. */
function CodeField({ labels }: Pick<SignInFormProps, 'labels'>) {
  const [code, setCode] = useState('')
  return (
    <details className="text-sm" open={code === '' ? undefined : true}>
      <summary className="cursor-pointer text-ink-2">{labels.codeSummary}</summary>
      <div className="mt-3">
        <TextField
          name="code"
          label={labels.code}
          description={labels.codeHint}
          defaultValue={code}
          onChange={(event) => setCode(event.target.value)}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={64}
        />
      </div>
    </details>
  )
}

function SecondStepField({ labels }: Pick<SignInFormProps, 'labels'>) {
  return (
    <TextField
      name="secondStepCode"
      label={labels.secondStep}
      description={labels.secondStepHint}
      dir="ltr"
      required
      autoFocus
      autoComplete="one-time-code"
      inputMode="numeric"
      maxLength={16}
    />
  )
}
