import { z } from 'zod'
import { type PayeeAccount, parsePayeeAccount, payeeAccountKinds } from '#domain/card/payee-account.ts'
import { type ProcessType, payeeAccountKindsOf, processTypes, takesAmount } from '#domain/verification/process-type.ts'
import {
  amountSchema,
  clientIpSchema,
  merchantIdSchema,
  panSchema,
  paymentReferenceSchema,
  requesterIdSchema,
  requestIdSchema,
  terminalIdSchema,
  textSchema,
} from '#server/field-schemas.ts'

/** Answers the canonical account: spaces dropped, letters raised, digits folded. */
export const payeeAccountSchema = z
  .object({ kind: z.enum(payeeAccountKinds), value: textSchema({ min: 1, max: 80 }) })
  .transform((account, check): PayeeAccount => {
    const parsed = parsePayeeAccount(account)
    if (parsed.ok) return parsed.account
    check.addIssue({ code: 'custom', path: ['value'], message: `must be a valid ${account.kind}` })
    return z.NEVER
  })

/** Who is paid: the part that both gateway calls share. */
export const payeeFields = {
  merchantId: merchantIdSchema,
  terminalId: terminalIdSchema,
  account: payeeAccountSchema.optional(),
}

/** What both gateway calls say of the payment, beside the payee. */
export const transactionFields = {
  requestId: requestIdSchema,
  pan: panSchema,
  processType: z.enum(processTypes),
  amount: amountSchema.optional(),
  clientIp: clientIpSchema.optional(),
  paymentReference: paymentReferenceSchema.optional(),
  requesterId: requesterIdSchema.optional(),
}

type Transaction = {
  processType: ProcessType
  amount?: number | undefined
  payee: { account?: PayeeAccount | undefined }
}
type Check = { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void }

/** docs/channel-api §6: amount and payee account are required or refused by the process type, never optional. */
export function checkTransaction({ processType, amount, payee }: Transaction, check: Check): void {
  const refuse = (path: string[], message: string): void => check.addIssue({ code: 'custom', path, message })
  if (takesAmount(processType) && amount === undefined) refuse(['amount'], `is required for ${processType}`)
  if (!takesAmount(processType) && amount !== undefined) refuse(['amount'], `is refused for ${processType}`)
  const kinds = payeeAccountKindsOf(processType)
  if (payee.account === undefined) {
    if (kinds.length > 0) refuse(['payee', 'account'], `is required for ${processType}`)
  } else if (kinds.length === 0) refuse(['payee', 'account'], `is refused for ${processType}`)
  else if (!kinds.includes(payee.account.kind))
    refuse(['payee', 'account', 'kind'], `must be ${kinds.join(' or ')} for ${processType}`)
}
