import {
  countRefusedByClient,
  type KeptRefusal,
  listRefusedSignatures,
} from '#server/channel-clients/refused-signature-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { KeptRefusal } from '#server/channel-clients/refused-signature-repository.ts'
export type RefusedSignatures = { refused: KeptRefusal[]; timesByClient: Map<string, number> }

const LISTED_MAX = 50

/**
 * Why requests were refused lately, the latest first: one client's, or everybody's; and how often, of each client.
 * @throws AppError unauthenticated, forbidden
 */
export async function readRefusedSignatures(
  services: DeskServices,
  ctx: RequestContext,
  { clientId }: { clientId: string | null },
): Promise<RefusedSignatures> {
  await authorize(services, ctx, 'settings:read')
  const [refused, timesByClient] = await Promise.all([
    listRefusedSignatures(services.pool, { clientId, limit: LISTED_MAX }),
    countRefusedByClient(services.pool),
  ])
  return { refused, timesByClient }
}
