import { listTotpSteps } from '#domain/otp/list-totp-steps.ts'
import { timeStep } from '#domain/otp/otp.ts'
import { type ResynchroniseDecision, resynchronise } from '#domain/otp/resynchronise.ts'
import { readTypedCode } from '#domain/text/typed-digits.ts'
import {
  type BoundEnrollment,
  findBoundEnrollment,
  setDrift,
} from '#server/activations/resynchronisation-repository.ts'
import type { Resynchronisation } from '#server/activations/resynchronisation-schemas.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Sql } from '#server/database.ts'
import { findEnrollment } from '#server/enrollments/repository.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import { unseal } from '#server/sealing.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

type Input = { request: RequestKey; enrollmentId: string; act: Resynchronisation }

/**
 * Two codes that the app shows one after the other tell how far its clock is off; both are used up by it (RFC 6238 §6).
 * Anyone who may give the customer a new token may do this instead.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function resynchroniseEnrollment(
  services: ChannelServices,
  ctx: RequestContext,
  { request, enrollmentId, act }: Input,
): Promise<Outcome> {
  const operator = await authorize(services, ctx, 'activation_token:reissue')
  return await runOnce(services.pool, request, async (tx) => {
    const seen = await findInReach(tx, ctx, { enrollmentId, operator })
    await lockGuardsOfCard(tx, seen.cardId)
    const bound = await findInReach(tx, ctx, { enrollmentId, operator })
    const { activationId, customerId, cardId, last4, pinKind } = bound
    if (activationId === null) return refusal(409, 'no_app_in_use')
    const decision = decide(services, bound, { codes: act.codes, nowMs: ctx.nowMs })
    if (decision.outcome === 'refused') return refusal(409, decision.reason)
    const { driftSteps } = decision
    await setDrift(tx, bound, { activationId, ...decision })
    const event = {
      action: 'enrollment.resynchronised',
      customerId,
      cardId,
      subject: { kind: 'enrollment', id: enrollmentId },
      reason: act.reason ?? null,
      data: { last4, pinKind, driftSteps },
    } as const
    await recordAuditEvent(tx, ctx, event, operator)
    const mobile = (await findEnrollment(tx, enrollmentId))?.mobile
    const notice = { kind: 'resynchronised', atMs: ctx.nowMs, customerId, cardLast4: last4, pinKind } as const
    if (mobile) await enqueueNotice(tx, { ...notice, mobile, method: 'app', where: operator.branchName })
    return { status: 200, body: { enrollmentId, driftSteps } }
  })
}

type EnrollmentTarget = { enrollmentId: string; operator: Operator }

async function findInReach(sql: Sql, { nowMs }: RequestContext, named: EnrollmentTarget): Promise<BoundEnrollment> {
  const bound = await findBoundEnrollment(sql, named.enrollmentId)
  const inReach = bound && (await isCustomerInReach(sql, named.operator, { customerId: bound.customerId, nowMs }))
  if (!bound || !inReach) throw new AppError('not_found')
  return bound
}

type TypedCodes = { codes: readonly [string, string]; nowMs: number }

function decide(
  { keys, policy }: ChannelServices,
  { activationId, lastTimeStep, keyId, sealed, digits }: BoundEnrollment,
  { codes, nowMs }: TypedCodes,
): ResynchroniseDecision {
  if (activationId === null || keyId === null || sealed === null || digits === null)
    throw new Error('A binding in use has no secret')
  const time = { atMs: nowMs, periodSeconds: policy().appPeriodSeconds, t0Seconds: 0 }
  const place = { table: 'enrollment_secret', column: 'sealed', recordId: activationId }
  const secret = unseal(keys, place, keyId, sealed)
  // A clock farther off than a verification looks is not learned: its codes would be refused all the same.
  const { diagnosisWindowSteps: windowSteps } = policy()
  const stepsOf = (code: string): number[] =>
    listTotpSteps({ ...time, secret, digits, algorithm: 'SHA256', windowSteps, code: readTypedCode(code) })
  return resynchronise({
    currentTimeStep: timeStep(time),
    windowSteps,
    lastTimeStep,
    firstCodeSteps: stepsOf(codes[0]),
    secondCodeSteps: stepsOf(codes[1]),
  })
}
