import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Pool } from '#server/database.ts'
import type { Spread, SpreadOf, SpreadTry } from '#server/rates/spread-guesses.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

type Alarms = { lastMsOf: Map<string, number>; counts: Record<SpreadOf, number> }
const alarmsByPool = new WeakMap<Pool, Alarms>()

/** Tells once in a window, in the log, the metrics and to who reads operator events, that codes are guessed over many cards. */
export async function raiseSpreadAlarm(
  { pool, log, policy }: ChannelServices,
  ctx: RequestContext,
  { spread, one }: { spread: Spread; one: SpreadTry },
): Promise<void> {
  const alarms = alarmsOf(pool)
  const mark = `${spread.of} ${spread.key}`
  const windowMs = policy().wrongRateWindowSeconds * 1000
  if (ctx.nowMs - (alarms.lastMsOf.get(mark) ?? Number.NEGATIVE_INFINITY) < windowMs) return
  alarms.lastMsOf.set(mark, ctx.nowMs)
  alarms.counts[spread.of] += 1
  const { of, tries, wrong, sources, cards } = spread
  const merchantId = of === 'merchant' ? one.merchantId : null
  log.warn({ alarm: 'spread_guesses', of, clientId: one.clientId, merchantId, tries, wrong, sources, cards }, 'alarm')
  await recordAuditEvent(pool, ctx, {
    action: 'guess.spread',
    subject: { kind: 'channel_client', id: one.clientId },
    data: { merchantId, wrong, tries, sources, cards },
  })
}

/** Alarms of this process since its start. */
export function countSpreadAlarms(pool: Pool): Record<SpreadOf, number> {
  return alarmsOf(pool).counts
}

function alarmsOf(pool: Pool): Alarms {
  const known = alarmsByPool.get(pool)
  if (known) return known
  const alarms: Alarms = { lastMsOf: new Map(), counts: { client: 0, merchant: 0 } }
  alarmsByPool.set(pool, alarms)
  return alarms
}
