import { maskPayeeAccount, type PayeeAccount } from '#domain/card/payee-account.ts'
import { foldDigits } from '#domain/text/digits.ts'
import type { ProcessType } from '#domain/verification/process-type.ts'
import type { PinKind, TransactionBinding } from '#domain/verification/verification-types.ts'
import { accountMac, type ChannelKeys } from '#server/keys.ts'
import type { Pan } from '#server/pan.ts'
import type { AtmVerification, GatewayVerification } from '#server/verifications/schemas.ts'

/** One code as it was typed, and for what. Never stored as it is: neither the code nor the whole account is kept. */
export type PresentedCode = {
  pan: Pan
  pinKind: PinKind
  code: string
  /** Null at an ATM or POS: a first PIN is bound to no transaction. */
  binding: TransactionBinding | null
  processType: ProcessType | null
  amount: number | null
  merchantId: string | null
  terminalId: string
  accountKind: PayeeAccount['kind'] | null
  accountMasked: string | null
  otpRequestId: string | null
  clientIp: string | null
  paymentReference: string | null
  requesterId: string | null
}

export function presentAtGateway(keys: ChannelKeys, body: GatewayVerification): PresentedCode {
  const { account, merchantId, terminalId } = body.payee
  const { processType, amount = null } = body
  const accountKey = account ? accountMac(keys, account.kind, account.value).toString('hex') : null
  return {
    pan: body.pan,
    pinKind: 'second',
    code: foldDigits(body.code),
    binding: { processType, amount, merchantId, terminalId, accountKey },
    processType,
    amount,
    merchantId,
    terminalId,
    accountKind: account?.kind ?? null,
    accountMasked: account ? maskPayeeAccount(account) : null,
    otpRequestId: body.otpRequestId?.toLowerCase() ?? null,
    clientIp: body.clientIp ?? null,
    paymentReference: body.paymentReference ?? null,
    requesterId: body.requesterId ?? null,
  }
}

export function presentAtAtm(body: AtmVerification): PresentedCode {
  return {
    pan: body.pan,
    pinKind: 'first',
    code: foldDigits(body.code),
    binding: null,
    processType: null,
    amount: body.amount ?? null,
    merchantId: null,
    terminalId: body.terminalId,
    accountKind: null,
    accountMasked: null,
    otpRequestId: null,
    clientIp: null,
    paymentReference: null,
    requesterId: null,
  }
}
