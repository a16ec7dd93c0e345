import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { CeilingReached } from '#server/ceilings/ceiling-reached.ts'
import { takeAlarm } from '#server/ceilings/ceiling-repository.ts'
import { type Pool, withTransaction } from '#server/database.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'

/** Does an operator's counted act; when it is refused at a ceiling, fraud desk and auditor are told, once an hour. */
export async function alarmWhenReached<T>(
  { pool }: { pool: Pool },
  ctx: RequestContext,
  operator: StaffMember,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CeilingReached) await alarm(pool, ctx, operator, error)
    throw error
  }
}

/** In a transaction of its own: that of the refused act is undone. */
async function alarm(pool: Pool, ctx: RequestContext, operator: StaffMember, reached: CeilingReached): Promise<void> {
  const { kind, count } = reached
  const { used, allowed: ceilingMax, sinceMs } = count
  await withTransaction(pool, async (tx) => {
    if (!(await takeAlarm(tx, { operatorId: operator.id, kind, nowMs: ctx.nowMs }))) return
    const subject = { kind: 'ceiling', id: kind }
    const data = { ceilingKind: kind, used, ceilingMax, sinceMs }
    await recordAuditEvent(tx, ctx, { action: 'ceiling.reached', subject, data }, operator)
  })
}
