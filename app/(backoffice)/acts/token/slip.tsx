import type { ReactNode } from 'react'
import { createTranslator } from 'use-intl/core'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import { readOperator, readOperatorContext } from '#app/request.ts'
import { web } from '#app/services.ts'
import { ReceiptSlip } from '#components/activation-tokens/receipt-slip.tsx'
import { catalogues } from '#messages/catalogue.ts'

type Slip = {
  customerId: string
  enrollmentId?: string
  activationTokenId?: string
  body: Record<string, unknown>
  done: string
}

/** The slip of what the channel server has just answered, in the customer's language whatever the operator reads. */
export async function drawSlip({ customerId, enrollmentId, activationTokenId, body, done }: Slip): Promise<ReactNode> {
  const [services, ctx, operator, t] = await Promise.all([
    web(),
    readOperatorContext(),
    readOperator(),
    getTranslator('customers'),
  ])
  const { cards, tokens } = await ask('read-customer', { customerId })
  const tokenId = activationTokenId ?? String(body.activationTokenId)
  const token = tokens.find(({ id }) => id === tokenId)
  const wanted = enrollmentId ?? token?.enrollmentId
  const pins = cards.flatMap((card) => card.pins.map((pin) => ({ card, pin })))
  const on = pins.find(({ pin }) => pin.app?.id === wanted)
  if (!on) throw new Error('A token was issued for an enrollment that the customer does not have')
  return (
    <ReceiptSlip
      slip={{
        receiptPart: String(body.receiptPart),
        institution: services.institution.name,
        bin: on.card.bin,
        last4: on.card.last4,
        pinKind: on.pin.pinKind,
        expiresAtMs: token?.expiresAtMs ?? null,
        operatorName: operator.name,
        branchName: operator.branchName,
        nowMs: ctx.nowMs,
      }}
      texts={createTranslator({ locale: 'fa', messages: catalogues.fa, namespace: 'customers' })}
      labels={{ done, print: t('slip.print'), onceOnly: t('slip.onceOnly') }}
    />
  )
}
