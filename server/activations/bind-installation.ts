import { randomBytes } from 'node:crypto'
import { maskCard } from '#domain/card/card-number.ts'
import { forgetSealedReceipt } from '#server/activation-tokens/token-secret-repository.ts'
import { codeDigits } from '#server/activations/code-digits.ts'
import { markTokenTried, type RedeemableToken, redeemToken } from '#server/activations/redeemable-token-repository.ts'
import { insertActivation } from '#server/activations/repository.ts'
import { sealSecretJwe } from '#server/activations/seal-secret-jwe.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import type { SigningDevice } from '#server/devices/find-signing-device.ts'
import { drawId } from '#server/draw-id.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { Outcome } from '#server/requests/run-once.ts'
import { seal } from '#server/sealing.ts'
import type { ChannelServices } from '#server/services.ts'

type Binding = { device: SigningDevice; token: RedeemableToken }

/** Draws the installation's secret, keeps it sealed, and answers it so that only that installation can open it. */
export async function bindInstallation(
  tx: Transaction,
  services: ChannelServices,
  ctx: RequestContext,
  { device, token }: Binding,
): Promise<Outcome> {
  const { enrollmentId, cardId, customerId, pinKind, last4 } = token
  const activationId = drawId(ctx.nowMs)
  const secret = randomBytes(32)
  const digits = codeDigits(services.policy(), pinKind)
  await markTokenTried(tx, token.id)
  await redeemToken(tx, token.id, ctx.nowMs)
  await forgetSealedReceipt(tx, token.id)
  await insertActivation(tx, {
    id: activationId,
    enrollmentId,
    cardId,
    deviceId: device.id,
    activationTokenId: token.id,
    nowMs: ctx.nowMs,
    digits,
    secret: seal(services.keys, { table: 'enrollment_secret', column: 'sealed', recordId: activationId }, secret),
  })
  await recordAuditEvent(tx, ctx, {
    action: 'activation.redeemed',
    customerId,
    cardId,
    subject: { kind: 'activation', id: activationId },
    data: { last4, pinKind, model: device.model, enrollmentId, activationTokenId: token.id },
  })
  const ids = { activationId, enrollmentId, deviceId: device.id }
  return {
    status: 201,
    body: {
      activationId,
      enrollmentId,
      pinKind,
      card: maskCard(token),
      otp: {
        algorithm: 'SHA256',
        digits,
        periodSeconds: services.policy().appPeriodSeconds,
        t0: 0,
      },
      secretJwe: await sealSecretJwe(device.agreementKey, { secret, ...ids }),
    },
  }
}
