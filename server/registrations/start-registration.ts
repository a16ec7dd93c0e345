import { randomInt } from 'node:crypto'
import { publicKeyThumbprint } from '#domain/channel-client/public-key.ts'
import { addressBlockOf } from '#domain/network/address-block.ts'
import { composeRegistrationCodeSms } from '#domain/text/sms-text.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import { type CustomerOfMobile, listCustomersOfMobile } from '#server/devices/held-enrollments-repository.ts'
import { drawId } from '#server/draw-id.ts'
import { registrationCodeMac } from '#server/keys.ts'
import { refuseCrowdedAddress } from '#server/registrations/refuse-crowded-address.ts'
import { countOnMobile, insertRegistration, takeTurn } from '#server/registrations/repository.ts'
import type { Registration } from '#server/registrations/schemas.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueCodeSms } from '#server/sms/enqueue-sms.ts'

type Input = { request: RequestKey; act: Registration }

/**
 * Asks for a mobile to be proved. Answered alike whether or not the mobile is a customer's, or newly so: then a code is
 * drawn that nobody is sent.
 * @throws AppError rate_limited (address)
 */
export async function startRegistration(
  services: ChannelServices,
  ctx: RequestContext,
  { request, act }: Input,
): Promise<Outcome> {
  const { registrationValiditySeconds, registrationCodeDigits: codeLength } = services.policy()
  const { nowMs } = ctx
  return await runOnce(services.pool, request, async (tx) => {
    if (ctx.ip !== null) await takeTurn(tx, 'address', addressBlockOf(ctx.ip))
    await refuseCrowdedAddress(tx, services.policy(), ctx)
    const id = drawId(nowMs)
    const expiresAtMs = nowMs + registrationValiditySeconds * 1000
    const code = String(randomInt(10 ** codeLength)).padStart(codeLength, '0')
    const isCrowded = await isMobileCrowded(tx, services, { mobile: act.mobile, nowMs })
    const customers = await listCustomersOfMobile(tx, act.mobile)
    const suppressedReason = isCrowded ? 'mobile_rate' : findSuppression(customers, nowMs)
    const { requestId: _, ...fields } = act
    await insertRegistration(tx, {
      ...fields,
      id,
      signingThumbprint: publicKeyThumbprint(act.signingKey),
      suppressedReason,
      clientIp: ctx.ip,
      nowMs,
      expiresAtMs,
      codeMac: registrationCodeMac(services.keys, id, code),
    })
    if (suppressedReason === null)
      await send(tx, services, ctx, { act, code, expiresAtMs, registrationId: id, customers })
    if (suppressedReason === 'cooling_off') await recordCoolingOff(tx, ctx, { act, registrationId: id, customers })
    const expiresAt = new Date(expiresAtMs).toISOString()
    return { status: 202, body: { registrationId: id, codeLength, expiresAt } }
  })
}

/** A number that a customer has only lately may be a thief's: until the cooling-off ends it gets notices alone. */
function findSuppression(
  customers: readonly CustomerOfMobile[],
  nowMs: number,
): 'mobile_unknown' | 'cooling_off' | null {
  if (customers.length === 0) return 'mobile_unknown'
  return customers.every(({ coolingOffUntilMs }) => (coolingOffUntilMs ?? 0) > nowMs) ? 'cooling_off' : null
}

type Crowd = { mobile: string; nowMs: number }

async function isMobileCrowded(tx: Transaction, services: ChannelServices, { mobile, nowMs }: Crowd): Promise<boolean> {
  const { registrationsPerMobilePerTenMinutesMax, registrationsPerMobilePerDayMax } = services.policy()
  await takeTurn(tx, 'mobile', mobile)
  const since = { tenMinutesMs: nowMs - 600_000, dayMs: nowMs - 86_400_000 }
  const { inTenMinutes, inDay } = await countOnMobile(tx, mobile, since)
  return inTenMinutes >= registrationsPerMobilePerTenMinutesMax || inDay >= registrationsPerMobilePerDayMax
}

type RegistrationCode = {
  act: Registration
  code: string
  expiresAtMs: number
  registrationId: string
  customers: { customerId: string }[]
}

async function send(
  tx: Transaction,
  services: ChannelServices,
  ctx: RequestContext,
  sending: RegistrationCode,
): Promise<void> {
  const { act, code, expiresAtMs, registrationId, customers } = sending
  const { registrationValiditySeconds: validitySeconds } = services.policy()
  const only = customers.length === 1 ? customers[0] : undefined
  await enqueueCodeSms(tx, services.keys, {
    atMs: ctx.nowMs,
    mobile: act.mobile,
    customerId: only?.customerId ?? null,
    template: 'registration_code',
    text: composeRegistrationCodeSms({ institution: services.institution.name, validitySeconds, code }),
    notAfterMs: expiresAtMs,
  })
  for (const { customerId } of customers) {
    await recordAuditEvent(tx, ctx, {
      action: 'registration.started',
      customerId,
      subject: { kind: 'registration', id: registrationId },
      data: { model: act.model, platform: act.platform },
    })
  }
}

type Cooling = Pick<RegistrationCode, 'act' | 'registrationId'> & { customers: readonly CustomerOfMobile[] }

/** Why no code came, for the customer who will ask support. */
async function recordCoolingOff(tx: Transaction, ctx: RequestContext, cooling: Cooling): Promise<void> {
  const { model, platform } = cooling.act
  for (const { customerId, coolingOffUntilMs: untilMs } of cooling.customers) {
    await recordAuditEvent(tx, ctx, {
      action: 'registration.refused',
      customerId,
      subject: { kind: 'registration', id: cooling.registrationId },
      data: { reason: 'cooling_off', untilMs, model, platform },
    })
  }
}
