import { DAY_MS } from '#domain/calendar/day.ts'
import { isUuidv7 } from '#domain/text/uuidv7.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { withTransaction } from '#server/database.ts'
import { authorize } from '#server/operators/authorize.ts'
import { insertAlarmSeen, isAlarm } from '#server/overview/alarm-seen-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Takes an alarm off the operator's own home; others still see it. Seen twice it is seen.
 * @throws AppError unauthenticated, forbidden, not_found (no alarm of the last day)
 */
export async function seeAlarm(
  services: DeskServices,
  ctx: RequestContext,
  { alarmId }: { alarmId: string },
): Promise<void> {
  const operator = await authorize(services, ctx, 'verification:read_all')
  if (!isUuidv7(alarmId)) throw new AppError('not_found')
  await withTransaction(services.pool, async (tx) => {
    if (!(await isAlarm(tx, alarmId, ctx.nowMs - DAY_MS))) throw new AppError('not_found')
    if (!(await insertAlarmSeen(tx, { operatorId: operator.id, alarmId, nowMs: ctx.nowMs }))) return
    await recordAuditEvent(tx, ctx, { action: 'alarm.seen', subject: { kind: 'alarm', id: alarmId } }, operator)
  })
}
