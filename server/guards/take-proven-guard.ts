import type { Transaction } from '#server/database.ts'
import type { GuardAct } from '#server/guards/guard-schemas.ts'
import type { OperatorGuard } from '#server/guards/operator-guard-repository.ts'
import { takeOperatorGuard } from '#server/guards/take-operator-guard.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { type TakenProof, takeProof } from '#server/proofs/take-proof.ts'
import type { RequestContext } from '#server/request-context.ts'

/** `proven`: what the audit row says of the proof beside its name. */
type Proven = { guard: OperatorGuard; proven: TakenProof['data'] }
type Asked = { operator: Operator; act: GuardAct; name: 'guard:suspend' | 'guard:unsuspend' | 'guard:unlock' }

/**
 * The guard an operator acts on, held, and the proof with which they do.
 * @throws AppError not_found, validation_failed, conflict (proof_needed)
 */
export async function takeProvenGuard(
  tx: Transaction,
  ctx: RequestContext,
  { operator, act, name }: Asked,
): Promise<Proven> {
  const guard = await takeOperatorGuard(tx, ctx, { operator, ...act })
  const customerIds = [guard.customerId]
  const { data: proven } = await takeProof(tx, { operator, customerIds, act: name, proof: act.proof, nowMs: ctx.nowMs })
  return { guard, proven }
}
