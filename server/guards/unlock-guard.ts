import { grantOf } from '#domain/permission.ts'
import { AppError } from '#server/app-error.ts'
import { withTransaction } from '#server/database.ts'
import { type GuardAct, guardActSchema } from '#server/guards/guard-schemas.ts'
import { openGuardByOperator } from '#server/guards/open-guard.ts'
import { takeOperatorGuard } from '#server/guards/take-operator-guard.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

/**
 * Staff open a locked card x pinKind before its time; a branch says how it knows the customer.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (not_locked)
 */
export async function unlockGuard(
  services: Pick<WebServices, 'pool' | 'policy'>,
  ctx: RequestContext,
  input: GuardAct,
): Promise<void> {
  const operator = await authorize(services, ctx, 'guard:unlock')
  const parsed = guardActSchema.safeParse(input)
  const needsProof = grantOf(operator.role, 'guard:unlock').scope === 'with_proof'
  if (!parsed.success || (needsProof && parsed.data.proof === undefined)) throw new AppError('validation_failed')
  const act = parsed.data
  await withTransaction(services.pool, async (tx) => {
    const guard = await takeOperatorGuard(tx, ctx, { operator, ...act })
    await openGuardByOperator(tx, ctx, { operator, guard, act })
  })
}
