import { timingSafeEqual } from 'node:crypto'
import { decideProofCheck, proofFigures } from '#domain/operator/proof.ts'
import { readTypedCode } from '#domain/text/typed-digits.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import { lockGuardsOfCards } from '#server/guards/repository.ts'
import { proofCodeMac } from '#server/keys.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { limited } from '#server/proofs/limited.ts'
import { type AppCodeMatch, matchAppCode } from '#server/proofs/match-app-code.ts'
import { consumeStep, listCardsOfCustomer, listProvingApps } from '#server/proofs/provable-repository.ts'
import {
  chargeProof,
  countTries,
  findProof,
  type ProofRow,
  passProof,
  takeProofTurn,
} from '#server/proofs/repository.ts'
import type { ProofCheck } from '#server/proofs/schemas.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

type Input = { request: RequestKey; proofId: string; act: ProofCheck }

/**
 * The operator types what the customer gave. A code of the app is used up by it, whatever locks its card; it has tries of
 * its own and moves none of the guard's counts.
 * @throws AppError unauthenticated, forbidden, not_found (also: somebody else's), rate_limited
 */
export async function checkProof(
  services: ChannelServices,
  ctx: RequestContext,
  { request, proofId, act }: Input,
): Promise<Outcome> {
  const operator = await authorize(services, ctx, 'guard:suspend')
  const { nowMs } = ctx
  return await runOnce(services.pool, request, async (tx) => {
    const proof = await takeOwnProof(tx, ctx, { operator, proofId })
    const { customerId } = proof
    const figures = proofFigures
    const tries = await countTries(tx, { operatorId: operator.id, customerId }, { nowMs, figures })
    const typed = await compare(tx, services, { proof, code: act.code, nowMs })
    const decision = decideProofCheck({ ...proof, ...tries, nowMs, match: typed.match, figures })
    if (decision.outcome === 'limited') throw limited(decision.untilMs, nowMs)
    if (decision.outcome === 'refused') {
      if (decision.reason !== 'invalid_code') return refusal(409, decision.reason)
      const { attemptsLeft } = decision
      await chargeProof(tx, { proofId, nowMs, exhausts: attemptsLeft === 0 })
      await record(tx, ctx, { operator, proof, action: 'proof.failed', data: { attemptsLeft } })
      return refusal(409, 'invalid_code', { attemptsLeft })
    }
    const { expiresAtMs } = decision
    if (typed.app && typed.timeStep !== null) await consumeStep(tx, typed.app, typed.timeStep)
    await passProof(tx, { proofId, nowMs, expiresAtMs })
    const card = typed.app && { last4: typed.app.last4, pinKind: typed.app.pinKind }
    await record(tx, ctx, { operator, proof, action: 'proof.passed', data: { expiresAtMs, ...card } })
    return { status: 200, body: { proofId, level: proof.level, expiresAt: new Date(expiresAtMs).toISOString() } }
  })
}

type ProofTarget = { operator: Operator; proofId: string }

async function takeOwnProof(tx: Transaction, { nowMs }: RequestContext, named: ProofTarget): Promise<ProofRow> {
  const seen = await findProof(tx, named.proofId, nowMs)
  const isOwn = seen !== null && seen.operatorId === named.operator.id
  if (!isOwn || !(await isCustomerInReach(tx, named.operator, { customerId: seen.customerId, nowMs })))
    throw new AppError('not_found')
  await takeProofTurn(tx, seen.customerId)
  return (await findProof(tx, named.proofId, nowMs)) ?? seen
}

type TypedProofCode = { proof: ProofRow; code: string; nowMs: number }

async function compare(
  tx: Transaction,
  services: ChannelServices,
  { proof, code, nowMs }: TypedProofCode,
): Promise<AppCodeMatch> {
  if (proof.level === 'app_code') {
    await lockGuardsOfCards(tx, await listCardsOfCustomer(tx, proof.customerId))
    return matchAppCode(services, await listProvingApps(tx, proof.customerId), { code, nowMs })
  }
  const mac = proofCodeMac(services.keys, proof.id, readTypedCode(code))
  const isRight = proof.codeMac !== null && timingSafeEqual(mac, proof.codeMac)
  return { match: isRight ? 'right' : 'wrong', app: null, timeStep: null }
}

type Recorded = {
  operator: Operator
  proof: ProofRow
  action: 'proof.passed' | 'proof.failed'
  data: Record<string, unknown>
}

async function record(tx: Transaction, ctx: RequestContext, recorded: Recorded): Promise<void> {
  const { operator, proof, action, data } = recorded
  const { id, customerId, level } = proof
  await recordAuditEvent(tx, ctx, { action, customerId, subject: { kind: 'proof', id }, proof: level, data }, operator)
}
