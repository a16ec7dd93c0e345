'use client'
import { type FormEvent, useState } from 'react'
import { readPhoneName } from '#components/rima/client/describe-phone.ts'
import { registerPhone } from '#components/rima/client/register-phone.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaField } from '#components/rima/parts/rima-field.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'
import { parseMobile } from '#domain/enrollment/mobile.ts'

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
