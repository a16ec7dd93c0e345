import { AppError } from '#server/app-error.ts'
import { withTransaction } from '#server/database.ts'
import { type GuardAct, guardActSchema, recordGuardAct, takeProvenGuard } from '#server/guards/guard-act.ts'
import { setSuspension } from '#server/guards/suspension-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Staff lift a suspension: what it stopped is active again.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (proof_needed, not_suspended)
 */
export async function unsuspendGuard(services: DeskServices, ctx: RequestContext, input: GuardAct): Promise<void> {
  const operator = await authorize(services, ctx, 'guard:unsuspend')
  const parsed = guardActSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const act = parsed.data
  await withTransaction(services.pool, async (tx) => {
    const { guard, proven } = await takeProvenGuard(tx, ctx, { operator, act, name: 'guard:unsuspend' })
    if (guard.suspendedAtMs === null) throw new AppError('conflict', { reason: 'not_suspended' })
    const enrollmentIds = await setSuspension(tx, act, null)
    const data = { ...proven, enrollmentIds }
    await recordGuardAct(tx, ctx, { action: 'guard.unsuspended', notice: 'unsuspended', operator, guard, act, data })
  })
}
