'use client'
import { type FormEvent, useState } from 'react'
import { chooseAppPassword } from '#components/rima/client/unlock-app.ts'
import { isAppPassword, readAppPassword } from '#components/rima/client/vault.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaField } from '#components/rima/parts/rima-field.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'

const t = texts.choosePassword

export function ChoosePasswordScreen({ rima }: { rima: Rima }) {
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [tried, setTried] = useState(false)
  const tooShort = !isAppPassword(password)
  const differs = readAppPassword(password) !== readAppPassword(repeated)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!tooShort && !differs) rima.run((session) => chooseAppPassword(session, password))
  }
  const field = { type: 'password', inputMode: 'numeric', autoComplete: 'new-password', maxLength: 32 } as const
  return (
    <RimaScreen title={t.title} lead={t.body} refusal={rima.state.refusal}>
      <form onSubmit={submit} noValidate className="flex flex-1 flex-col gap-5">
        <RimaField
          {...field}
          label={t.password}
          hint={t.hint}
          value={password}
          onChange={setPassword}
          error={tried && tooShort ? t.tooShort : null}
        />
        <RimaField
          {...field}
          label={t.repeat}
          value={repeated}
          onChange={setRepeated}
          error={tried && !tooShort && differs ? t.differs : null}
        />
        <div className="mt-auto pt-4">
          <RimaButton type="submit" busyText={rima.state.busy && t.working}>
            {t.submit}
          </RimaButton>
        </div>
      </form>
    </RimaScreen>
  )
}
