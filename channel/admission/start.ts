import type { Registry } from 'prom-client'
import { Admission } from '#channel/admission/admission.ts'
import type { Gate } from '#channel/admission/gate.ts'
import { watchAdmission } from '#channel/admission/metrics.ts'
import { watchSigningClients } from '#server/channel-clients/watch-signing-clients.ts'
import type { ChannelEnvironment } from '#server/environment.ts'
import type { ChannelServices } from '#server/services.ts'

/** The gate of a channel process, measured in its registry. */
export async function startAdmission(
  services: ChannelServices,
  environment: ChannelEnvironment,
  registry: Registry,
): Promise<{ gate: Gate; stop: () => void }> {
  const admission = new Admission({
    requestsPerSecondMax: environment.CHANNEL_REQUESTS_PER_SECOND_MAX ?? null,
    concurrentMax: environment.CHANNEL_CONCURRENT_MAX,
    latencyTargetMs: environment.CHANNEL_LATENCY_TARGET_MS,
  })
  watchAdmission(admission, registry)
  const { stop, ...watch } = await watchSigningClients(services)
  const signatureSkewSeconds = (): number => services.policy().signatureSkewSeconds
  return { gate: { admission, clients: { ...watch, signatureSkewSeconds } }, stop }
}
