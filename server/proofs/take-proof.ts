import {
  acceptedForForeign,
  acceptedProofs,
  acceptedToAskForForeign,
  isCheckedLevel,
  type ProofLevel,
  type ProvenAct,
} from '#domain/operator/act-proofs.ts'
import { AppError } from '#server/app-error.ts'
import type { Sql } from '#server/database.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { listPassedProofs } from '#server/proofs/passed-proof-repository.ts'

/** How the operator knew the customer, as the audit row of the act says it; a checked proof is named in its data. */
export type TakenProof = { proof: ProofLevel; data: { proofId?: string } }

type ProofDemand = {
  operator: Pick<Operator, 'id' | 'role'>
  /** Whose proof it may be; more than one only where the act is on a device that several share. */
  customerIds: readonly string[]
  act: ProvenAct
  proof: ProofLevel | undefined
  /** Whether the customer is another branch's; `asks`: of a request for a second person. */
  isForeign?: boolean
  asks?: boolean
  nowMs: number
}

/**
 * What every act on a customer asks before it does anything: whether the proof named is enough for this act by this role,
 * and, when it is a code, whether this operator was given it by this customer within the last minutes.
 * @throws AppError validation_failed, conflict (proof_needed, foreign_customer)
 */
export async function takeProof(sql: Sql, asked: ProofDemand): Promise<TakenProof> {
  const { operator, customerIds, act, proof, nowMs } = asked
  const accepted = findAccepted(asked)
  if (proof === undefined || !accepted.includes(proof)) {
    const isOfCounter = proof === undefined || acceptedToAskForForeign(act, operator.role).includes(proof)
    if (asked.isForeign && !asked.asks && isOfCounter) throw new AppError('conflict', { reason: 'foreign_customer' })
    throw new AppError('validation_failed', { fields: { errors: [{ path: 'proof', message: 'is not enough here' }] } })
  }
  if (!isCheckedLevel(proof)) return { proof, data: {} }
  for (const customerId of customerIds) {
    const passed = await listPassedProofs(sql, { operatorId: operator.id, customerId, nowMs })
    const taken = passed.find(({ level }) => level === proof)
    if (taken) return { proof, data: { proofId: taken.proofId } }
  }
  throw new AppError('conflict', { reason: 'proof_needed' })
}

function findAccepted({ operator, act, isForeign = false, asks = false }: ProofDemand): readonly ProofLevel[] {
  if (!isForeign) return acceptedProofs(act, operator.role)
  return asks ? acceptedToAskForForeign(act, operator.role) : acceptedForForeign(act, operator.role)
}
