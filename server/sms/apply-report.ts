import type { Transaction } from '#server/database.ts'
import { addContraryReport, endSms, type ReportedSms } from '#server/sms/delivery-repository.ts'
import type { DeliveryReport } from '#server/sms/delivery-schemas.ts'

type ReportedMessage = { message: ReportedSms; report: DeliveryReport; nowMs: number }

/**
 * Answers whether the report changed the message: the first ends it; another that says the same changes nothing, and
 * one that says otherwise is recorded and not applied. `nowMs`: when the report came.
 */
export async function applyReport(tx: Transaction, { message, report, nowMs }: ReportedMessage): Promise<boolean> {
  const { status, errorCode = null, at: reportedAtMs } = report
  if (message.state === 'queued' || message.state === 'accepted') {
    // A provider whose clock is off cannot say that a message ended before it was written, or will end tomorrow.
    const endedAtMs = Math.min(Math.max(reportedAtMs, message.atMs), Math.max(nowMs, message.atMs))
    await endSms(tx, message, { status, errorCode, endedAtMs })
    message.state = status
    return true
  }
  if (message.state !== status) await addContraryReport(tx, message, report)
  return false
}
