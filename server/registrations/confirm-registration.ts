import { timingSafeEqual } from 'node:crypto'
import { decideRegistrationConfirmation } from '#domain/enrollment/decide-registration-confirmation.ts'
import type { RegistrationReason } from '#domain/reason/reason.ts'
import { foldDigits } from '#domain/text/digits.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import { endSurplusDevices } from '#server/devices/end-surplus-devices.ts'
import { listCustomersOfMobile } from '#server/devices/held-enrollments-repository.ts'
import { insertDevice } from '#server/devices/repository.ts'
import { drawId } from '#server/draw-id.ts'
import { registrationCodeMac } from '#server/keys.ts'
import {
  chargeRegistration,
  confirmRegistrationRow,
  lockRegistration,
  type RegistrationRow,
  takeTurn,
} from '#server/registrations/repository.ts'
import type { RegistrationConfirmation } from '#server/registrations/schemas.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

type Input = { request: RequestKey; registrationId: string; act: RegistrationConfirmation }

/** The code of the SMS proves the mobile, and the registration becomes an installation with a key of its own. */
export async function confirmRegistration(
  services: ChannelServices,
  ctx: RequestContext,
  { request, registrationId, act }: Input,
): Promise<Outcome> {
  return await runOnce(services.pool, request, async (tx) => {
    const registration = await lockRegistration(tx, registrationId)
    if (registration === null) return refusal(404, 'not_found')
    const decision = decideRegistrationConfirmation({
      ...registration,
      nowMs: ctx.nowMs,
      codeMatches: isRightCode(services, registration, act.code),
      policy: services.policy(),
    })
    if (decision.outcome === 'confirmed') {
      const deviceId = await install(tx, services, ctx, registration)
      return { status: 201, body: { deviceId } }
    }
    await recordRefused(tx, ctx, registration, decision.reason)
    if (decision.reason !== 'invalid_code') return refusal(409, decision.reason)
    await chargeRegistration(tx, registration.id, decision.exhausts)
    return refusal(409, 'invalid_code', { attemptsLeft: decision.attemptsLeft })
  })
}

function isRightCode({ keys }: ChannelServices, { id, codeMac }: RegistrationRow, code: string): boolean {
  return codeMac !== null && timingSafeEqual(registrationCodeMac(keys, id, foldDigits(code)), codeMac)
}

const reasons: Record<string, RegistrationReason> = {
  invalid_code: 'registration_code_wrong',
  expired: 'registration_code_expired',
}

async function recordRefused(
  tx: Transaction,
  ctx: RequestContext,
  { id, mobile, model, platform, state }: RegistrationRow,
  refused: string,
): Promise<void> {
  const reason = reasons[refused]
  if (reason === undefined || state === 'suppressed') return
  for (const { customerId } of await listCustomersOfMobile(tx, mobile)) {
    await recordAuditEvent(tx, ctx, {
      action: 'registration.refused',
      customerId,
      subject: { kind: 'registration', id },
      data: { reason, model, platform },
    })
  }
}

async function install(
  tx: Transaction,
  services: ChannelServices,
  ctx: RequestContext,
  registration: RegistrationRow,
): Promise<string> {
  const { nowMs } = ctx
  const { mobile, model, platform } = registration
  const deviceId = drawId(nowMs)
  await takeTurn(tx, 'mobile', mobile)
  await confirmRegistrationRow(tx, registration.id, deviceId)
  await insertDevice(tx, { ...registration, id: deviceId, nowMs })
  await endSurplusDevices(tx, ctx, { mobile, keep: services.policy().installationsWithoutEnrollmentMax })
  const customers = await listCustomersOfMobile(tx, mobile)
  for (const { customerId } of customers) {
    await recordAuditEvent(tx, ctx, {
      action: 'device.registered',
      customerId,
      subject: { kind: 'device', id: deviceId },
      data: { model, platform, registrationId: registration.id },
    })
  }
  return deviceId
}
