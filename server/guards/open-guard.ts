import { releaseGuard } from '#domain/guard/guard.ts'
import { AppError } from '#server/app-error.ts'
import type { Transaction } from '#server/database.ts'
import { releaseGuardRow } from '#server/guards/operator-guard-repository.ts'
import { type RecordedGuardAct, recordGuardAct } from '#server/guards/record-guard-act.ts'
import type { RequestContext } from '#server/request-context.ts'

/**
 * Opens a locked guard that the caller holds, with its audit row and the customer's notice.
 * @throws AppError conflict (not_locked)
 */
export async function openGuardByOperator(
  tx: Transaction,
  ctx: RequestContext,
  { operator, guard, act, data }: Omit<RecordedGuardAct, 'action' | 'notice'>,
): Promise<void> {
  const decision = releaseGuard({ guard, nowMs: ctx.nowMs })
  if (decision.outcome === 'refused') throw new AppError('conflict', { reason: decision.reason })
  await releaseGuardRow(tx, guard.id)
  const { kind: lock, untilMs } = decision.ended
  const said = { action: 'guard.unlocked', notice: 'unlocked', data: { ...data, lock, untilMs } } as const
  await recordGuardAct(tx, ctx, { ...said, operator, guard, act })
}
