'use server'

import { randomInt } from 'node:crypto'
import { askChannel } from '#app/simulators/ask-channel.ts'
import { demoOnly } from '#app/simulators/demo-only.ts'
import type { Order, OtpAsked, PaymentAnswer } from '#components/simulators/payment/payment.ts'
import { readRefusal } from '#components/simulators/refusal.ts'
import { otpAnswerSchema, otpAskSchema, paymentSchema, verificationAnswerSchema } from './payment-schemas.ts'

/** The «درخواست رمز پویا» button. */
export async function askForOtp(input: { pan: string; order: Order }): Promise<OtpAsked> {
  const services = await demoOnly()
  const { pan, order } = otpAskSchema.parse(input)
  const nowMs = Date.now()
  const { payee, ...transaction } = transactionOf(order)
  const { status, body } = await askChannel(services, 'gateway-demo', {
    path: '/v1/gateway/otp-requests',
    body: { pan, ...transaction, payee: { ...payee, name: order.merchant.name } },
    nowMs,
  })
  if (status !== 202) return { ok: false, refusal: readRefusal(body), atMs: nowMs }
  return { ok: true, ...otpAnswerSchema.parse(body), atMs: nowMs }
}

type Payment = { pan: string; code: string; order: Order; otpRequestId: string | null }

export async function payWithCode(input: Payment): Promise<PaymentAnswer> {
  const services = await demoOnly()
  const { pan, code, order, otpRequestId } = paymentSchema.parse(input)
  const nowMs = Date.now()
  const paymentReference = `PAY${randomInt(10 ** 8, 10 ** 9)}`
  const { status, body } = await askChannel(services, 'gateway-demo', {
    path: '/v1/gateway/verifications',
    body: {
      ...{ pan, pinKind: 'second', code, paymentReference },
      ...transactionOf(order),
      ...(otpRequestId !== null && { otpRequestId }),
    },
    nowMs,
  })
  if (status !== 200) return { ok: false, refusal: readRefusal(body), atMs: nowMs }
  const { outcome, ...answer } = verificationAnswerSchema.parse(body)
  return { ok: true, ...answer, accepted: outcome === 'accepted', paymentReference, atMs: nowMs }
}

function transactionOf({ merchant, processType, amountRials, account }: Order) {
  const { merchantId, terminalId } = merchant
  return {
    processType,
    ...(amountRials !== null && { amount: amountRials }),
    payee: { merchantId, terminalId, ...(account !== null && { account }) },
  }
}
