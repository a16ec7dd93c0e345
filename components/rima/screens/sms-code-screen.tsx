'use client'
import { type FormEvent, useState } from 'react'
import { confirmPhone, dropRegistration } from '#components/rima/client/register-phone.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { useSecondsUntil } from '#components/rima/hooks/use-seconds-until.ts'
import { formatSpan } from '#components/rima/parts/explain-refusal.ts'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaField } from '#components/rima/parts/rima-field.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { fill, texts } from '#components/rima/texts.ts'
import { maskMobile, parseMobile } from '#domain/enrollment/mobile.ts'
import { toPersianDigits } from '#domain/text/digits.ts'
import { readTypedCode } from '#domain/text/typed-digits.ts'

const t = texts.smsCode

export function SmsCodeScreen({ rima }: { rima: Rima }) {
  const { registration } = rima.state.snapshot
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const secondsLeft = useSecondsUntil(rima.session, registration?.expiresAtMs ?? 0)
  const code = readTypedCode(typed)
  const isWhole = /^[0-9]{6}$/.test(code)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWhole) rima.run((session) => confirmPhone(session, code))
  }
  const sentTo = parseMobile(registration?.mobile ?? '')
  const mobile = <bdi dir="ltr">{sentTo.ok ? toPersianDigits(maskMobile(sentTo.e164)) : null}</bdi>
  const [before, after] = t.body.split('{mobile}')
  return (
    <RimaScreen title={t.title} lead={[before, mobile, after]} refusal={rima.state.refusal}>
      <form onSubmit={submit} noValidate className="flex flex-1 flex-col gap-5">
        <RimaField
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={64}
          label={t.label}
          hint={secondsLeft > 0 ? fill(t.left, { time: formatSpan(secondsLeft) }) : t.over}
          value={typed}
          onChange={setTyped}
          error={tried && !isWhole ? t.invalid : null}
          large
        />
        <p className="text-sm leading-6 text-ink-2">{t.notComing}</p>
        <div className="mt-auto flex flex-col gap-2 pt-4">
          <RimaButton type="submit" busyText={rima.state.busy && t.working}>
            {t.submit}
          </RimaButton>
          <RimaButton kind="plain" onPress={() => rima.run(dropRegistration)}>
            {t.restart}
          </RimaButton>
        </div>
      </form>
    </RimaScreen>
  )
}
