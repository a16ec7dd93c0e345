import { refuseCrowdedAddress } from '#server/registrations/refuse-crowded-address.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

/** Looked at before the body is (docs/channel-api §3). @throws AppError rate_limited */
export async function limitAddress(services: ChannelServices, ctx: RequestContext): Promise<void> {
  await refuseCrowdedAddress(services.pool, services.policy(), ctx)
}
