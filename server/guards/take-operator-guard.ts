import type { PinKind } from '#domain/verification/verification-types.ts'
import { AppError } from '#server/app-error.ts'
import type { Transaction } from '#server/database.ts'
import { findOperatorGuard, type OperatorGuard } from '#server/guards/operator-guard-repository.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/operators/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'

type Named = { operator: Operator; cardId: string; pinKind: PinKind }

/** The guard an operator acts on, held. @throws AppError not_found when it is not there or not within reach */
export async function takeOperatorGuard(
  tx: Transaction,
  { nowMs }: RequestContext,
  { operator, cardId, pinKind }: Named,
): Promise<OperatorGuard> {
  await lockGuardsOfCard(tx, cardId)
  const guard = await findOperatorGuard(tx, { cardId, pinKind })
  const inReach = guard && (await isCustomerInReach(tx, operator, { customerId: guard.customerId, nowMs }))
  if (!guard || !inReach) throw new AppError('not_found')
  return guard
}
