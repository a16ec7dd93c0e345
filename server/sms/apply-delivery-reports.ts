import type { Transaction } from '#server/database.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'
import { addContraryReport, endSms, type ReportedSms, takeReportedSms } from '#server/sms/delivery-repository.ts'
import type { DeliveryReport } from '#server/sms/delivery-schemas.ts'

/**
 * Takes over what the provider says became of messages. The first report ends a message; another one that says the
 * same changes nothing, and one that says otherwise is recorded and not applied.
 */
export async function applyDeliveryReports(
  { pool }: ChannelServices,
  ctx: RequestContext,
  { request, reports }: { request: RequestKey; reports: readonly DeliveryReport[] },
): Promise<Outcome> {
  return await runOnce(pool, request, async (tx) => {
    const messages = await takeReportedSms(
      tx,
      reports.map(({ providerMessageId }) => providerMessageId),
    )
    let applied = 0
    let unknown = 0
    for (const report of reports) {
      const message = messages.get(report.providerMessageId)
      if (message === undefined) unknown += 1
      else if (await applyReport(tx, { message, report, nowMs: ctx.nowMs })) applied += 1
    }
    return { status: 202, body: { applied, unknown } }
  })
}

type Reported = { message: ReportedSms; report: DeliveryReport; nowMs: number }

async function applyReport(tx: Transaction, { message, report, nowMs }: Reported): Promise<boolean> {
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
