import type { Web } from '#app/services.ts'
import { askChannel } from '#app/simulators/ask-channel.ts'

export type DeliveryStatus = 'delivered' | 'failed'

// One report a message, as a provider sends it; what was reported is kept as long as the process lives.
const kept = globalThis as typeof globalThis & { simulatedDeliveries?: Map<string, Promise<DeliveryStatus>> }
kept.simulatedDeliveries ??= new Map()
const reports = kept.simulatedDeliveries

/** Reports once what became of a message and answers what was reported first: a phone back in coverage stays without it. */
export function reportDelivery(services: Web, report: { id: string; status: DeliveryStatus; nowMs: number }) {
  const known = reports.get(report.id)
  if (known) return known
  const sent = send(services, report).catch((error) => {
    reports.delete(report.id)
    throw error
  })
  reports.set(report.id, sent)
  return sent
}

async function send(
  services: Web,
  { id, status, nowMs }: { id: string; status: DeliveryStatus; nowMs: number },
): Promise<DeliveryStatus> {
  const errorCode = status === 'failed' ? { errorCode: 'absent_subscriber' } : {}
  const body = { reports: [{ providerMessageId: id, status, at: new Date(nowMs).toISOString(), ...errorCode }] }
  const answer = await askChannel(services, 'sms-demo', {
    path: '/v1/sms/delivery-reports',
    requestId: `delivery-${id}`,
    body,
    nowMs,
  })
  // 422 under this id: an earlier run of the web process has reported it.
  if (answer.status === 202 || answer.status === 422) return status
  throw new Error(`the delivery report was answered ${answer.status}`)
}
