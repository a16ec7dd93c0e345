'use client'
import { type FormEvent, useState } from 'react'
import { redeemParts } from '#components/rima/client/activate-card.ts'
import { startOver } from '#components/rima/client/end-installation.ts'
import { readTypedPart } from '#components/rima/client/read-typed-part.ts'
import type { Rima } from '#components/rima/hooks/use-rima.ts'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaField } from '#components/rima/parts/rima-field.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'

const t = texts.token

export function TokenScreen({ rima }: { rima: Rima }) {
  const [receiptText, setReceiptText] = useState('')
  const [smsText, setSmsText] = useState('')
  const [left, setLeft] = useState({ receipt: false, sms: false })
  const receipt = readTypedPart('receipt', receiptText, left.receipt)
  const sms = readTypedPart('sms', smsText, left.sms)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setLeft({ receipt: true, sms: true })
    if (!receipt.part || !sms.part) return
    const parts = { receiptPart: receipt.part, smsPart: sms.part }
    rima.run((session) => redeemParts(session, parts))
  }
  return (
    <RimaScreen title={t.title} lead={t.body} refusal={rima.state.refusal}>
      <form onSubmit={submit} noValidate className="flex flex-1 flex-col gap-5">
        <RimaField
          label={t.receipt}
          hint={t.receiptHint}
          value={receiptText}
          onChange={setReceiptText}
          onBlur={() => setLeft((old) => ({ ...old, receipt: true }))}
          error={receipt.error}
          success={receipt.part && t.right}
          maxLength={64}
          large
        />
        <RimaField
          label={t.sms}
          hint={t.smsHint}
          value={smsText}
          onChange={setSmsText}
          onBlur={() => setLeft((old) => ({ ...old, sms: true }))}
          error={sms.error}
          success={sms.part && t.right}
          maxLength={64}
          large
        />
        <div className="mt-auto flex flex-col gap-2 pt-4">
          <RimaButton type="submit" busyText={rima.state.busy && t.working}>
            {t.submit}
          </RimaButton>
          {rima.state.refusal?.code === 'unauthenticated' ? (
            <RimaButton kind="quiet" onPress={() => rima.run(startOver)}>
              {t.startOver}
            </RimaButton>
          ) : null}
          <RimaButton kind="plain" onPress={() => rima.dispatch({ type: 'atm-explained' })}>
            {texts.back}
          </RimaButton>
        </div>
      </form>
    </RimaScreen>
  )
}
