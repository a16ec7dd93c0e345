import { AppError } from '#server/app-error.ts'
import type { Sql } from '#server/database.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { isCustomerInHand } from '#server/reach/in-hand-repository.ts'
import { isReachBounded } from '#server/reach/reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

type Services = DeskServices

/**
 * Who reads verifications: all of them, or those of the customer in hand alone.
 * @throws AppError unauthenticated, forbidden; not_found for a customer that is not in hand
 */
export async function authorizeReading(
  services: Services,
  ctx: RequestContext,
  customerId: string | null | undefined,
): Promise<Operator> {
  const operator = await authorize(services, ctx, 'verification:read')
  if (await mayReadVerificationsOf(services.pool, operator, customerId ?? null, ctx.nowMs)) return operator
  throw new AppError('not_found')
}

/** Everybody's for a role without a scope, else those of the customer in hand; what is nobody's is in no hand. */
export async function mayReadVerificationsOf(
  sql: Sql,
  operator: Operator,
  customerId: string | null,
  nowMs: number,
): Promise<boolean> {
  if (!isReachBounded(operator.role, 'verification:read')) return true
  return customerId !== null && (await isCustomerInHand(sql, { operatorId: operator.id, customerId, nowMs }))
}
