'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { readTarget } from '#app/(backoffice)/acts/read-target.ts'
import { drawCeiling } from '#app/(backoffice)/ceilings/say-ceiling.tsx'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import { orLeave } from '#app/request.ts'
import type { OpenReasonState } from '#components/customers/open-reason-form.tsx'
import { AppError } from '#server/app-error.ts'
import { paymentPlace, readPayment } from './payment-place.ts'

/** To the record, or to the payment that was on its way there. */
export async function openWithReason(
  openedId: string,
  namedPayment: string | null,
  _previous: OpenReasonState,
  form: FormData,
): Promise<OpenReasonState> {
  const { customerId } = readTarget('customer', { customerId: openedId })
  const reason = String(form.get('reason') ?? '').trim()
  try {
    await orLeave(ask('open-customer', { customerId, reason }))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.reason === 'ceiling_reached')
      return { error: null, reason, refused: await drawCeiling(error.fields, { isKept: true }) }
    if (error.code !== 'validation_failed') throw error
    const t = await getTranslator('customers')
    return { error: t('openReason.invalid'), reason }
  }
  const address = `/customers/${customerId}`
  revalidatePath(address)
  const payment = readPayment(namedPayment)
  redirect(payment ? paymentPlace(customerId, payment) : address)
}
