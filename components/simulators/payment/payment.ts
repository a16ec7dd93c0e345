import type { PayeeAccount } from '#domain/card/payee-account.ts'
import type { ProcessType } from '#domain/verification/process-type.ts'
import type { Refusal } from '../refusal.ts'

export type Merchant = { name: string; merchantId: string; terminalId: string }

/** What is paid, to whom: the same for the code's request and for its use, unless the page cheats. */
export type Order = {
  merchant: Merchant
  processType: ProcessType
  amountRials: number | null
  account: PayeeAccount | null
}

export type OtpAsked =
  | { ok: true; otpRequestId: string; referenceNumber: string; validitySeconds: number; atMs: number }
  | { ok: false; refusal: Refusal; atMs: number }

export type PaymentAnswer =
  | {
      ok: true
      accepted: boolean
      reason: string
      responseCode: string
      method: 'sms' | 'app' | null
      attemptsLeft: number | null
      paymentReference: string
      atMs: number
    }
  | { ok: false; refusal: Refusal; atMs: number }

export type AskForOtp = (asked: { pan: string; order: Order }) => Promise<OtpAsked>
export type Pay = (asked: {
  pan: string
  code: string
  order: Order
  otpRequestId: string | null
}) => Promise<PaymentAnswer>
