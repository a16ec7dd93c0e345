import { DAY_MS } from '#domain/calendar/day.ts'
import { authorize } from '#server/operators/authorize.ts'
import { type GuessAlarm, selectGuessAlarms } from '#server/overview/guess-alarm-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { GuessAlarm } from '#server/overview/guess-alarm-repository.ts'

/**
 * The alarms of the last day, the latest first, as far as the reader has not seen them.
 * @throws AppError unauthenticated, forbidden
 */
export async function listGuessAlarms(services: DeskServices, ctx: RequestContext): Promise<GuessAlarm[]> {
  const { id: readerId } = await authorize(services, ctx, 'verification:read_all')
  return await selectGuessAlarms(services.pool, { readerId, sinceMs: ctx.nowMs - DAY_MS })
}
