import { DAY_MS } from '#domain/calendar/day.ts'
import { authorize } from '#server/operators/authorize.ts'
import { type ShutAccount, selectShutAccounts } from '#server/overview/shut-account-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { ShutAccount } from '#server/overview/shut-account-repository.ts'

/**
 * Accounts that wrong sign-ins shut to unknown browsers in the last day, the latest first.
 * @throws AppError unauthenticated, forbidden
 */
export async function listShutAccounts(services: DeskServices, ctx: RequestContext): Promise<ShutAccount[]> {
  await authorize(services, ctx, 'settings:read')
  return await selectShutAccounts(services.pool, ctx.nowMs - DAY_MS)
}
