import { DAY_MS } from '#domain/calendar/day.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { type LogRow, selectLogRows } from '#server/verifications/log-repository.ts'

const SHOWN = 12

/**
 * The newest rejected verifications of the last day.
 * @throws AppError unauthenticated, forbidden
 */
export async function listLatestFailures(services: DeskServices, ctx: RequestContext): Promise<LogRow[]> {
  await authorize(services, ctx, 'verification:read_all')
  const window = { fromMs: ctx.nowMs - DAY_MS, toMs: ctx.nowMs + 1 }
  return await selectLogRows(services.pool, { window, filters: { outcome: 'rejected' } }, { limit: SHOWN })
}
