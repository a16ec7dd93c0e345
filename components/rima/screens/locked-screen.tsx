'use client'
import { type FormEvent, useState } from 'react'
import { forgetAppPassword, unlockApp } from '#components/rima/client/unlock-app.ts'
import { isAppPassword } from '#components/rima/client/vault.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { ConfirmDialog } from '#components/rima/parts/confirm-dialog.tsx'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaField } from '#components/rima/parts/rima-field.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'

const t = texts.locked

/** A password too short to be one costs no try. */
export function LockedScreen({ rima }: { rima: Rima }) {
  const [password, setPassword] = useState('')
  const [short, setShort] = useState(false)
  const [forgetting, setForgetting] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setShort(!isAppPassword(password))
    if (!isAppPassword(password)) return
    await rima.run((session) => unlockApp(session, password))
    setPassword('')
  }
  return (
    <RimaScreen title={t.title} lead={t.body} refusal={rima.state.refusal}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <RimaField
          type="password"
          inputMode="numeric"
          autoComplete="current-password"
          maxLength={32}
          label={t.password}
          value={password}
          onChange={setPassword}
          error={short ? texts.choosePassword.tooShort : null}
          large
          focused
        />
        <RimaButton type="submit" busyText={rima.state.busy && t.working}>
          {t.submit}
        </RimaButton>
      </form>
      <RimaButton kind="plain" onPress={() => setForgetting(true)}>
        {t.forgotten}
      </RimaButton>
      {forgetting ? (
        <ConfirmDialog
          title={t.forgetTitle}
          body={t.forgetBody}
          submit={t.forgetSubmit}
          onConfirm={() => rima.run(forgetAppPassword)}
          onCancel={() => setForgetting(false)}
        />
      ) : null}
    </RimaScreen>
  )
}
