import { requireOperator } from '#server/operators/authorize.ts'
import {
  type ChannelSeenRow,
  listChannelsSeen,
  readSmsHealth,
  type SmsHealthRow,
} from '#server/overview/health-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { ChannelSeenRow } from '#server/overview/health-repository.ts'
export type Health = { sms: SmsHealthRow; channels: ChannelSeenRow[] }

const HOUR_MS = 3_600_000

/**
 * How SMS fared in the last hour and when each channel last verified in the last day: every member of staff may know.
 * @throws AppError unauthenticated
 */
export async function readHealth(services: DeskServices, ctx: RequestContext): Promise<Health> {
  await requireOperator(services, ctx)
  const [sms, channels] = await Promise.all([
    readSmsHealth(services.pool, ctx.nowMs - HOUR_MS),
    listChannelsSeen(services.pool, ctx.nowMs - 24 * HOUR_MS),
  ])
  return { sms, channels }
}
