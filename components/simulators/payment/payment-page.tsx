'use client'

import { type FormEvent, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { readTypedDigits } from '#domain/text/typed-digits.ts'
import { type DemoCustomer, groupPan } from '../demo-customer.ts'
import { texts } from '../texts.ts'
import { OrderFields } from './order-fields.tsx'
import { OtpButton } from './otp-button.tsx'
import type { AskForOtp, Merchant, OtpAsked, Pay, PaymentAnswer } from './payment.ts'
import { PaymentResult } from './payment-result.tsx'
import { readCode } from './read-code.ts'
import { readOrder } from './read-order.ts'

type PaymentPageProps = {
  customer: DemoCustomer | null
  merchants: readonly Merchant[]
  askForOtp: AskForOtp
  pay: Pay
}

const t = texts.payment

/** A card-not-present payment page, with the button that every gateway has. */
export function PaymentPage({ customer, merchants, askForOtp, pay }: PaymentPageProps) {
  const form = useRef<HTMLFormElement>(null)
  const [asked, setAsked] = useState<OtpAsked | null>(null)
  const [answer, setAnswer] = useState<PaymentAnswer | null>(null)
  const [pending, setPending] = useState<'ask' | 'pay' | null>(null)

  const ask = async (): Promise<void> => {
    if (!form.current || pending) return
    const fields = new FormData(form.current)
    setPending('ask')
    setAnswer(null)
    const answered = await askForOtp({ pan: readPan(fields), order: readOrder(fields, merchants, 'amount') })
    setAsked(answered)
    setPending(null)
    if (answered.ok) form.current.querySelector<HTMLInputElement>('[name=code]')?.focus()
  }
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (pending) return
    const fields = new FormData(event.currentTarget)
    setPending('pay')
    const order = readOrder(fields, merchants, 'presentedAmount')
    const otpRequestId = asked?.ok ? asked.otpRequestId : null
    const code = readCode(fields)
    setAnswer(await pay({ pan: readPan(fields), code, order, otpRequestId }))
    setPending(null)
  }

  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      autoComplete="off"
      className="grid items-start gap-5 md:grid-cols-[1fr_1.15fr]"
    >
      <OrderFields merchants={merchants} />
      <Panel title={t.cardTitle} count={t.secure} padded>
        <div className="flex flex-col gap-4">
          <TextField
            name="pan"
            label={t.pan}
            dir="ltr"
            inputMode="numeric"
            maxLength={64}
            defaultValue={groupPan(customer?.cards[0]?.pan ?? '')}
            className="tracking-wider"
          />
          <OtpButton asked={asked} pending={pending === 'ask'} onAsk={() => void ask()} />
          <TextField
            name="code"
            label={t.code}
            dir="ltr"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={64}
          />
          <Button type="submit" variant="primary" pending={pending === 'pay'} className="min-h-11">
            {t.pay}
          </Button>
          <div role="status">{answer ? <PaymentResult answer={answer} /> : null}</div>
        </div>
      </Panel>
    </form>
  )
}

function readPan(fields: FormData): string {
  const typed = String(fields.get('pan'))
  return readTypedDigits(typed, 'card') ?? typed
}
