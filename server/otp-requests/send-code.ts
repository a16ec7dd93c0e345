import type { PayeeAccount } from '#domain/payee-account.ts'
import type { ProcessType } from '#domain/process-type.ts'
import { composeOtpSms } from '#domain/sms-text.ts'
import type { Transaction } from '#server/database.ts'
import { evenOut } from '#server/guards/even-out-repository.ts'
import type { OtpRequestRow } from '#server/otp-requests/repository.ts'
import { sealForWorker } from '#server/sealing.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueCodeSms } from '#server/sms/enqueue-sms.ts'

const SMS_STATEMENTS = 1

type Sending = { row: OtpRequestRow; code: string; account: PayeeAccount | null }

/** Puts the code's SMS into the outbox; for a suppressed request only does the same work, and answers null. */
export async function sendCode(
  tx: Transaction,
  { keys, institution, policy }: ChannelServices,
  { row, code, account }: Sending,
): Promise<string | null> {
  const text = composeOtpSms({
    institution: institution.name,
    processType: row.processType as ProcessType,
    payee: { name: row.payeeName, merchantId: row.merchantId, account },
    amountRials: row.amount,
    validitySeconds: policy().smsValiditySeconds,
    code,
  })
  if (row.state === 'suppressed' || row.mobile === null) {
    await sealForWorker(keys, row.id, text)
    await evenOut(tx, SMS_STATEMENTS)
    return null
  }
  return await enqueueCodeSms(tx, keys, {
    atMs: row.atMs,
    mobile: row.mobile,
    customerId: row.customerId,
    template: 'otp',
    text,
    notAfterMs: row.expiresAtMs,
    otpRequestId: row.id,
  })
}
