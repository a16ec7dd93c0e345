import { z } from 'zod'
import { payeeNameSchema } from '#server/field-schemas.ts'
import { checkTransaction, payeeFields, transactionFields } from '#server/verifications/transaction-schema.ts'

/** `POST /v1/gateway/otp-requests` */
export const otpRequestSchema = z
  .object({ ...transactionFields, payee: z.object({ ...payeeFields, name: payeeNameSchema }) })
  .superRefine(checkTransaction)

export const otpRequestAnswerSchema = z.object({
  otpRequestId: z.uuid(),
  referenceNumber: z.string().regex(/^[0-9]{12}$/),
  validitySeconds: z.int().min(1).max(120),
})

export type OtpRequestAsk = z.infer<typeof otpRequestSchema>
