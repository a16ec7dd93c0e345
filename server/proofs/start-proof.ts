import { randomInt } from 'node:crypto'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { decideProofStart, type ProofStartDecision, proofFigures } from '#domain/operator/proof.ts'
import { composeProofCodeSms } from '#domain/text/sms-text.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { proofCodeMac } from '#server/keys.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { limited } from '#server/proofs/limited.ts'
import { findProvable, type Provable } from '#server/proofs/provable-repository.ts'
import { countTries, insertProof, takeProofTurn } from '#server/proofs/repository.ts'
import type { ProofStart } from '#server/proofs/schemas.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueCodeSms } from '#server/sms/enqueue-sms.ts'

type Input = { request: RequestKey; act: ProofStart }

/**
 * An operator asks the customer for a code: one is sent to the number on file, or the app's is to be read out. Anyone who may
 * stop a card may ask: it is the one act that all who act on customers share.
 * @throws AppError unauthenticated, forbidden, not_found, rate_limited
 */
export async function startProof(
  services: ChannelServices,
  ctx: RequestContext,
  { request, act }: Input,
): Promise<Outcome> {
  const operator = await authorize(services, ctx, 'guard:suspend')
  const { customerId, level } = act
  const { nowMs } = ctx
  return await runOnce(services.pool, request, async (tx) => {
    if (!(await isCustomerInReach(tx, operator, { customerId, nowMs }))) throw new AppError('not_found')
    await takeProofTurn(tx, customerId)
    const customer = await findProvable(tx, customerId)
    if (customer === null) throw new AppError('not_found')
    const figures = proofFigures
    const tries = await countTries(tx, { operatorId: operator.id, customerId }, { nowMs, figures })
    const { mobile, coolingOffUntilMs, hasAppInUse } = customer
    const facts = { level, nowMs, hasMobile: mobile !== null, coolingOffUntilMs, hasAppInUse, figures }
    const decision = decideProofStart({ ...facts, ...tries })
    if (decision.outcome !== 'started') return refuse(decision, nowMs)
    return await open(tx, services, ctx, { operator, customer, act, expiresAtMs: decision.expiresAtMs })
  })
}

function refuse(decision: Exclude<ProofStartDecision, { outcome: 'started' }>, nowMs: number): Outcome {
  if (decision.outcome === 'limited') throw limited(decision.untilMs, nowMs)
  return refusal(409, decision.reason, { untilMs: 'untilMs' in decision ? decision.untilMs : null })
}

type OpenedProof = { operator: Operator; customer: Provable; act: ProofStart; expiresAtMs: number }

async function open(
  tx: Transaction,
  services: ChannelServices,
  ctx: RequestContext,
  { operator, customer, act, expiresAtMs }: OpenedProof,
): Promise<Outcome> {
  const { nowMs } = ctx
  const { customerId, level } = act
  const proofId = drawId(nowMs)
  const mobile = level === 'sms_code' ? customer.mobile : null
  const { codeDigits, codeValiditySeconds } = proofFigures
  const code = mobile === null ? null : String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0')
  const codeMac = code === null ? null : proofCodeMac(services.keys, proofId, code)
  await insertProof(tx, {
    id: proofId,
    operatorId: operator.id,
    customerId,
    level,
    mobile: customer.mobile,
    nowMs,
    codeExpiresAtMs: expiresAtMs,
    codeMac,
  })
  if (code !== null && mobile !== null) {
    const { name: institution } = services.institution
    const { branchName } = operator
    const text = composeProofCodeSms({ institution, branchName, validitySeconds: codeValiditySeconds, code })
    const sms = { atMs: nowMs, mobile, customerId, template: 'proof_code', text, notAfterMs: expiresAtMs } as const
    await enqueueCodeSms(tx, services.keys, sms)
  }
  const event = { action: 'proof.asked', customerId, subject: { kind: 'proof', id: proofId }, proof: level } as const
  await recordAuditEvent(tx, ctx, event, operator)
  const body = { proofId, mobile: mobile && maskMobile(mobile), expiresAt: new Date(expiresAtMs).toISOString() }
  return { status: 201, body }
}
