import { timingSafeEqual } from 'node:crypto'
import { decideRedemption, type RedemptionDecision } from '#domain/activation/decide-redemption.ts'
import { parseTokenPart } from '#domain/activation/token-alphabet.ts'
import { bindInstallation } from '#server/activations/bind-installation.ts'
import { insertWrongTry, listWrongTries } from '#server/activations/device-try-repository.ts'
import { recordRefusedActivation } from '#server/activations/record-refused-activation.ts'
import {
  chargeToken,
  findTokenByReceipt,
  lockToken,
  markTokenTried,
  type RedeemableToken,
} from '#server/activations/redeemable-token-repository.ts'
import type { Redemption } from '#server/activations/schemas.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import type { SigningDevice } from '#server/devices/find-signing-device.ts'
import { lockDevice } from '#server/devices/repository.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'
import { isSuspended } from '#server/guards/suspension-repository.ts'
import { receiptMac, tokenMac } from '#server/keys.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

type Input = { request: RequestKey; device: SigningDevice; act: Redemption }
type TypedParts = { mistypedPart: 'receipt' | 'sms' | null; receiptPart: string; smsPart: string }
type RefusedRedemption = Extract<RedemptionDecision, { outcome: 'refused' }>
type RedemptionCase = { device: SigningDevice; token: RedeemableToken | null; triesAtMs: number[] }

/** Both halves typed into an installation bind it to the token's enrollment, until its first code confirms it. */
export async function redeemActivationToken(
  services: ChannelServices,
  ctx: RequestContext,
  { request, device, act }: Input,
): Promise<Outcome> {
  const typed = parseParts(act)
  return await runOnce(services.pool, request, async (tx) => {
    const token = typed.mistypedPart === null ? await takeToken(tx, services, { device, typed }) : null
    const locked = await lockDevice(tx, device.id)
    if (!locked || locked.status === 'deactivated' || locked.status === 'blocked')
      return refusal(403, `device_${locked?.status ?? 'deactivated'}`)
    const windowSeconds = services.policy().deviceReceiptWindowSeconds
    const triesAtMs = await listWrongTries(tx, { deviceId: device.id, nowMs: ctx.nowMs, windowSeconds })
    const decision = decideRedemption({
      nowMs: ctx.nowMs,
      mistypedPart: typed.mistypedPart,
      deviceFailures: triesAtMs.length,
      token: token && { ...token, smsPartMatches: matchesSmsPart(services, token, typed) },
      suspended: token !== null && (token.enrollmentStatus === 'suspended' || (await isSuspended(tx, token))),
      policy: services.policy(),
    })
    if (token !== null && decision.outcome === 'redeemed')
      return await bindInstallation(tx, services, ctx, { device, token })
    if (decision.outcome === 'redeemed') throw new Error('A redemption was decided without its token')
    return await refuse(tx, services, ctx, decision, { device, token, triesAtMs })
  })
}

function parseParts(act: Redemption): TypedParts {
  const receipt = parseTokenPart('receipt', act.receiptPart)
  const sms = parseTokenPart('sms', act.smsPart)
  if (!receipt.ok) return { mistypedPart: 'receipt', receiptPart: '', smsPart: '' }
  if (!sms.ok) return { mistypedPart: 'sms', receiptPart: receipt.part, smsPart: '' }
  return { mistypedPart: null, receiptPart: receipt.part, smsPart: sms.part }
}

type Search = { device: SigningDevice; typed: TypedParts }

/** The token, read after its card's guards and itself were taken. */
async function takeToken(
  tx: Transaction,
  { keys }: ChannelServices,
  { device, typed }: Search,
): Promise<RedeemableToken | null> {
  const search = { receiptMac: receiptMac(keys, typed.receiptPart), mobile: device.mobile }
  const found = await findTokenByReceipt(tx, search)
  if (found === null) return null
  await lockGuardsOfCard(tx, found.cardId)
  await lockToken(tx, found.id)
  return await findTokenByReceipt(tx, search)
}

function matchesSmsPart(
  { keys }: ChannelServices,
  token: RedeemableToken,
  { receiptPart, smsPart }: TypedParts,
): boolean {
  return timingSafeEqual(tokenMac(keys, token.id, receiptPart, smsPart), token.tokenMac)
}

async function refuse(
  tx: Transaction,
  services: ChannelServices,
  ctx: RequestContext,
  decision: RefusedRedemption,
  { device, token, triesAtMs }: RedemptionCase,
): Promise<Outcome> {
  const { nowMs } = ctx
  const windowSeconds = services.policy().deviceReceiptWindowSeconds
  if (decision.reason === 'rate_limited') {
    const freeAtMs = (triesAtMs[0] ?? nowMs) + windowSeconds * 1000
    throw new AppError('rate_limited', { retryAfterSeconds: Math.max(1, Math.ceil((freeAtMs - nowMs) / 1000)) })
  }
  await recordRefusedActivation(tx, ctx, { device, refusal: decision, of: token })
  if (decision.reason === 'mistyped') return refusal(409, 'mistyped', { part: decision.part })
  if (token !== null) await markTokenTried(tx, token.id)
  if (decision.reason !== 'invalid_token') return refusal(409, decision.reason)
  if (decision.charge === 'device') await insertWrongTry(tx, { deviceId: device.id, nowMs, windowSeconds })
  if (decision.charge === 'token' && token !== null) {
    await chargeToken(tx, { activationTokenId: token.id, exhausts: decision.exhausts, nowMs })
    if (decision.exhausts) await recordExhausted(tx, ctx, token, device)
  }
  return refusal(409, 'invalid_token', { attemptsLeft: decision.attemptsLeft })
}

async function recordExhausted(
  tx: Transaction,
  ctx: RequestContext,
  token: RedeemableToken,
  { model }: SigningDevice,
): Promise<void> {
  await recordAuditEvent(tx, ctx, {
    action: 'activation_token.exhausted',
    customerId: token.customerId,
    cardId: token.cardId,
    subject: { kind: 'activation_token', id: token.id },
    data: { last4: token.last4, pinKind: token.pinKind, model, enrollmentId: token.enrollmentId },
  })
}
