import {
  type ConfirmationDecision,
  decideActivationConfirmation,
} from '#domain/activation/decide-activation-confirmation.ts'
import { matchTotp, timeStep } from '#domain/otp/otp.ts'
import { foldDigits } from '#domain/text/digits.ts'
import { recordRefusedActivation } from '#server/activations/record-refused-activation.ts'
import {
  type ActivationRow,
  chargeActivation,
  confirmBinding,
  endActivation,
  findActivation,
  listOtherActivations,
} from '#server/activations/repository.ts'
import type { ActivationConfirmation } from '#server/activations/schemas.ts'
import { replaceStoredRedemption } from '#server/activations/stored-redemption-repository.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import type { SigningDevice } from '#server/devices/find-signing-device.ts'
import { activateDevice, listCardsOfDevice } from '#server/devices/repository.ts'
import { activateEnrollment } from '#server/enrollments/repository.ts'
import { lockGuardsOfCards } from '#server/guards/repository.ts'
import { isSuspended } from '#server/guards/suspension-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import { unseal } from '#server/sealing.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

type Input = { request: RequestKey; device: SigningDevice; activationId: string; act: ActivationConfirmation }
type Confirmed = Extract<ConfirmationDecision, { outcome: 'confirmed' }>
type RefusedConfirmation = Extract<ConfirmationDecision, { outcome: 'refused' }>
type DeviceActivation = { activation: ActivationRow; device: SigningDevice }

/** The installation's first right code makes its enrollment active and ends the binding that was in use until then. */
export async function confirmActivation(
  services: ChannelServices,
  ctx: RequestContext,
  { request, device, activationId, act }: Input,
): Promise<Outcome> {
  return await runOnce(services.pool, request, async (tx) => {
    const activation = await takeActivation(tx, { activationId, deviceId: device.id })
    if (activation === null) return refusal(404, 'not_found')
    const { policy } = services
    const decision = decideActivationConfirmation({
      nowMs: ctx.nowMs,
      ...matchCode(services, { activation, code: act.code, nowMs: ctx.nowMs }),
      activation: { activationId, ...activation },
      others: await listOtherActivations(tx, activation),
      suspended: activation.enrollmentStatus === 'suspended' || (await isSuspended(tx, activation)),
      policy: policy(),
    })
    if (decision.outcome === 'refused') return await refuse(tx, ctx, decision, { activation, device })
    await confirm(tx, ctx, decision, { activation, device })
    return { status: 200, body: { enrollmentId: activation.enrollmentId, status: 'active' } }
  })
}

type ActivationOfDevice = { activationId: string; deviceId: string }

async function takeActivation(tx: Transaction, key: ActivationOfDevice): Promise<ActivationRow | null> {
  const found = await findActivation(tx, key)
  if (found === null) return null
  // The installation becomes active with it, which moves the guards of every card it was ever bound to.
  await lockGuardsOfCards(tx, await listCardsOfDevice(tx, key.deviceId))
  return await findActivation(tx, key)
}

type PresentedCode = { activation: ActivationRow; code: string; nowMs: number }

function matchCode({ keys, policy }: ChannelServices, { activation, code, nowMs }: PresentedCode) {
  const { appPeriodSeconds, diagnosisWindowSteps } = policy()
  const place = { table: 'enrollment_secret', column: 'sealed', recordId: activation.id }
  const time = { atMs: nowMs, periodSeconds: appPeriodSeconds, t0Seconds: 0 }
  const offset = matchTotp({
    ...time,
    secret: unseal(keys, place, activation.keyId, activation.sealed),
    code: foldDigits(code),
    digits: activation.digits,
    algorithm: 'SHA256',
    offsets: { from: -diagnosisWindowSteps, to: diagnosisWindowSteps },
  })
  const currentTimeStep = timeStep(time)
  return { currentTimeStep, matchedStep: offset === null ? null : currentTimeStep + offset }
}

async function refuse(
  tx: Transaction,
  ctx: RequestContext,
  decision: RefusedConfirmation,
  { activation, device }: DeviceActivation,
) {
  const { reason } = decision
  if (reason === 'not_found') return refusal(404, reason)
  await recordRefusedActivation(tx, ctx, { device, refusal: decision, of: activation })
  if (reason === 'clock_off') return refusal(409, reason, { seconds: decision.seconds })
  if (reason !== 'invalid_code') return refusal(409, reason)
  await chargeActivation(tx, activation.id)
  if (decision.exhausts) {
    await endActivation(tx, { activationId: activation.id, endedReason: 'exhausted', nowMs: ctx.nowMs })
    await recordAuditEvent(tx, ctx, {
      action: 'activation_token.exhausted',
      ...factsOf({ activation, device }),
      subject: { kind: 'activation_token', id: activation.activationTokenId },
    })
  }
  return refusal(409, reason, { attemptsLeft: decision.attemptsLeft })
}

async function confirm(
  tx: Transaction,
  ctx: RequestContext,
  { binding, ends }: Confirmed,
  { activation, device }: DeviceActivation,
): Promise<void> {
  const { nowMs } = ctx
  for (const ended of ends) await endActivation(tx, { ...ended, nowMs })
  await confirmBinding(tx, binding, nowMs)
  await activateEnrollment(tx, activation.enrollmentId, nowMs)
  await activateDevice(tx, device.id, nowMs)
  const instead = refusal(409, 'already_redeemed')
  await replaceStoredRedemption(tx, { deviceId: device.id, activationId: activation.id, instead })
  const { data, ...whose } = factsOf({ activation, device })
  await recordAuditEvent(tx, ctx, {
    action: 'activation.confirmed',
    ...whose,
    subject: { kind: 'activation', id: activation.id },
    data: { ...data, ended: ends },
  })
  const { mobile, customerId, last4: cardLast4, pinKind } = activation
  if (mobile === null) return
  const notice = { kind: 'activated', atMs: nowMs, mobile, customerId, cardLast4, pinKind, method: 'app' } as const
  await enqueueNotice(tx, { ...notice, where: device.model })
}

function factsOf({ activation, device }: DeviceActivation) {
  const { customerId, cardId, last4, pinKind, enrollmentId } = activation
  return { customerId, cardId, data: { last4, pinKind, model: device.model, enrollmentId } }
}
