'use client'
import { type FormEvent, useState } from 'react'
import { RimaButton } from '../rima-button.tsx'
import { RimaField } from '../rima-field.tsx'
import { RimaScreen } from '../rima-screen.tsx'
import { texts } from '../texts.ts'
import { chooseAppPassword } from '../unlock-app.ts'
import type { Rima } from '../use-rima.ts'
import { isAppPassword, readAppPassword } from '../vault.ts'

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
