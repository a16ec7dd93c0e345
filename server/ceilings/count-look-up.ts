import { createHmac, randomBytes } from 'node:crypto'
import type { Policy } from '#domain/operator/policy.ts'
import { alarmWhenReached } from '#server/ceilings/alarm-when-reached.ts'
import { countLookUnderCeiling } from '#server/ceilings/count-under-ceiling.ts'
import type { Pool } from '#server/database.ts'
import type { Operator } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'

// Drawn at start and stored nowhere: a digest of a card number or national id could be guessed by anyone who reads it.
const key = randomBytes(32)

type Services = { pool: Pool; policy: () => Policy }

/**
 * Counts a search before it is made; the same search again within the hour is one. What was searched for is not kept.
 * @throws CeilingReached conflict (ceiling_reached: kind, max, fromMs)
 */
export async function countLookUp(
  services: Services,
  ctx: RequestContext,
  { operator, searched }: { operator: Operator; searched: string },
): Promise<void> {
  const subject = createHmac('sha256', key).update(searched).digest('base64url')
  const use = { policy: services.policy(), operator, kind: 'look_up', subject, nowMs: ctx.nowMs } as const
  await alarmWhenReached(services, ctx, operator, () => countLookUnderCeiling(services.pool, use))
}
