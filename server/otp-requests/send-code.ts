import type { PayeeAccount } from '#domain/card/payee-account.ts'
import { composeOtpSms } from '#domain/text/sms-text.ts'
import type { ProcessType } from '#domain/verification/process-type.ts'
import { type Transaction, writeOrUndo } from '#server/database.ts'
import type { OtpRequestRow } from '#server/otp-requests/repository.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueCodeSms } from '#server/sms/enqueue-sms.ts'
import { MOBILE_OF_NOBODY } from '#server/sms/mobile-of-nobody.ts'

type CodeDispatch = { row: OtpRequestRow; code: string; account: PayeeAccount | null }

/**
 * Puts the code's SMS into the outbox and answers its id. For a suppressed request the same rows are written and undone
 * within the transaction, and null is answered: nobody ever sees them, and the time tells nothing.
 */
export async function sendCode(
  tx: Transaction,
  { keys, institution, policy }: ChannelServices,
  { row, code, account }: CodeDispatch,
): Promise<string | null> {
  const text = composeOtpSms({
    institution: institution.name,
    processType: row.processType as ProcessType,
    payee: { name: row.payeeName, merchantId: row.merchantId, account },
    amountRials: row.amount,
    validitySeconds: policy().smsValiditySeconds,
    code,
  })
  return await writeOrUndo(tx, row.state === 'sent' && row.mobile !== null, () =>
    enqueueCodeSms(tx, keys, {
      atMs: row.atMs,
      mobile: row.mobile ?? MOBILE_OF_NOBODY,
      customerId: row.customerId ?? row.id,
      template: 'otp',
      text,
      notAfterMs: row.expiresAtMs,
      otpRequestId: row.id,
    }),
  )
}
