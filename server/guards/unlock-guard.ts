import { AppError } from '#server/app-error.ts'
import { withTransaction } from '#server/database.ts'
import { type GuardAct, guardActSchema, openGuardByOperator, takeProvenGuard } from '#server/guards/guard-act.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Staff open a locked card x pinKind before its time; a branch says how it knows the customer.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (proof_needed, not_locked)
 */
export async function unlockGuard(services: DeskServices, ctx: RequestContext, input: GuardAct): Promise<void> {
  const operator = await authorize(services, ctx, 'guard:unlock')
  const parsed = guardActSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const act = parsed.data
  await withTransaction(services.pool, async (tx) => {
    const { guard, proven } = await takeProvenGuard(tx, ctx, { operator, act, name: 'guard:unlock' })
    await openGuardByOperator(tx, ctx, { operator, guard, act, data: proven })
  })
}
