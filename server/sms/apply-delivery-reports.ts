import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'
import { applyReport } from '#server/sms/apply-report.ts'
import { takeReportedSms } from '#server/sms/delivery-repository.ts'
import type { DeliveryReport } from '#server/sms/delivery-schemas.ts'
import { holdReportedIds, keepEarlyReports } from '#server/sms/early-report-repository.ts'

/**
 * Takes over what the provider says became of messages that went through it. What is of no message whose id is known
 * is kept, to be applied when the id becomes known.
 */
export async function applyDeliveryReports(
  { pool }: ChannelServices,
  ctx: RequestContext,
  { request, reports }: { request: RequestKey; reports: readonly DeliveryReport[] },
): Promise<Outcome> {
  const { clientId } = request
  return await runOnce(pool, request, async (tx) => {
    const ids = reports.map(({ providerMessageId }) => providerMessageId)
    await holdReportedIds(tx, ids)
    const messages = await takeReportedSms(tx, clientId, ids)
    let applied = 0
    for (const report of reports) {
      const message = messages.get(report.providerMessageId)
      if (message && (await applyReport(tx, { message, report, nowMs: ctx.nowMs }))) applied += 1
    }
    const early = reports.filter(({ providerMessageId }) => !messages.has(providerMessageId))
    if (early.length > 0) await keepEarlyReports(tx, { clientId, reports: early, receivedAtMs: ctx.nowMs })
    return { status: 202, body: { applied, unknown: early.length } }
  })
}
