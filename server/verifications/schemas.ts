import { z } from 'zod'
import {
  amountSchema,
  codeSchema,
  panSchema,
  requestIdSchema,
  terminalIdSchema,
  textSchema,
} from '#server/field-schemas.ts'
import { checkTransaction, payeeFields, transactionFields } from '#server/verifications/transaction-schema.ts'

/** `POST /v1/gateway/verifications` */
export const gatewayVerificationSchema = z
  .object({
    ...transactionFields,
    pinKind: z.literal('second'),
    code: codeSchema,
    payee: z.object(payeeFields),
    otpRequestId: textSchema({ min: 0, max: 64 }).optional(),
  })
  .superRefine(checkTransaction)

/** `POST /v1/atm/verifications` */
export const atmVerificationSchema = z.object({
  requestId: requestIdSchema,
  pan: panSchema,
  terminalId: terminalIdSchema,
  pinKind: z.literal('first'),
  code: codeSchema,
  amount: amountSchema.optional(),
})

export const verificationAnswerSchema = z.object({
  verificationId: z.uuid(),
  outcome: z.enum(['accepted', 'rejected']),
  reason: z.enum(['accepted', 'invalid_code', 'expired', 'transaction_mismatch', 'locked', 'not_permitted']),
  responseCode: z.enum(['00', '54', '55', '57', '62', '75']).meta({ description: 'ISO 8583 field 39' }),
  method: z.enum(['sms', 'app']).nullable(),
  attemptsLeft: z.int().min(0).nullable(),
})

export type GatewayVerification = z.infer<typeof gatewayVerificationSchema>
export type AtmVerification = z.infer<typeof atmVerificationSchema>
export type VerificationAnswer = z.infer<typeof verificationAnswerSchema>
