'use client'
import { type FormEvent, useState } from 'react'
import { parseMobile } from '#domain/enrollment/mobile.ts'
import { readPhoneName } from '../describe-phone.ts'
import { registerPhone } from '../register-phone.ts'
import { RimaButton } from '../rima-button.tsx'
import { RimaField } from '../rima-field.tsx'
import { RimaScreen } from '../rima-screen.tsx'
import { texts } from '../texts.ts'
import type { Rima } from '../use-rima.ts'

const t = texts.mobile

export function MobileScreen({ rima }: { rima: Rima }) {
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const mobile = parseMobile(typed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (mobile.ok) rima.run(async (session) => registerPhone(session, mobile.e164, await readPhoneName()))
  }
  return (
    <RimaScreen title={t.title} lead={t.body} refusal={rima.state.refusal}>
      <form onSubmit={submit} noValidate className="flex flex-1 flex-col gap-5">
        <RimaField
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={40}
          label={t.label}
          hint={t.hint}
          value={typed}
          onChange={setTyped}
          error={tried && !mobile.ok ? t.invalid : null}
          large
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
