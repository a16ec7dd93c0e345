import { z } from 'zod'
import { payeeAccountKinds } from '#domain/card/payee-account.ts'
import { processTypes } from '#domain/verification/process-type.ts'

// Only the shape is checked here: what is wrong with a value is the channel API's to say.
const orderSchema = z.object({
  merchant: z.object({ name: z.string().max(80), merchantId: z.string().max(40), terminalId: z.string().max(40) }),
  processType: z.enum(processTypes),
  amountRials: z.number().nullable(),
  account: z.object({ kind: z.enum(payeeAccountKinds), value: z.string().max(80) }).nullable(),
})

export const otpAskSchema = z.object({ pan: z.string().max(40), order: orderSchema })

export const paymentSchema = otpAskSchema.extend({
  code: z.string().max(40),
  otpRequestId: z.string().max(64).nullable(),
})

/** What the contract promises of the two answers, as far as a payment page shows them. */
export const otpAnswerSchema = z.object({
  otpRequestId: z.string(),
  referenceNumber: z.string(),
  validitySeconds: z.number(),
})

export const verificationAnswerSchema = z.object({
  outcome: z.enum(['accepted', 'rejected']),
  reason: z.string(),
  responseCode: z.string(),
  method: z.enum(['sms', 'app']).nullable(),
  attemptsLeft: z.number().nullable(),
})
