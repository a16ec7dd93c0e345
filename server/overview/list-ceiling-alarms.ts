import { DAY_MS } from '#domain/calendar/day.ts'
import { authorize } from '#server/operators/authorize.ts'
import { type CeilingAlarm, selectCeilingAlarms } from '#server/overview/ceiling-alarm-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

export type { CeilingAlarm } from '#server/overview/ceiling-alarm-repository.ts'

/**
 * Who reached a ceiling within the last day, and whose was raised, the latest first, as far as the reader has not seen it.
 * @throws AppError unauthenticated, forbidden
 */
export async function listCeilingAlarms(
  services: Pick<WebServices, 'pool' | 'policy' | 'asks'>,
  ctx: RequestContext,
): Promise<CeilingAlarm[]> {
  const { id: readerId } = await authorize(services, ctx, 'verification:read_all')
  return await selectCeilingAlarms(services.pool, { readerId, sinceMs: ctx.nowMs - DAY_MS })
}
