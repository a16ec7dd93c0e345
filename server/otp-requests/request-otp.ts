import { maskPayeeAccount } from '#domain/card/payee-account.ts'
import { decideOtpRequest, type OtpRequestDecision } from '#domain/otp/decide-otp-request.ts'
import { standSource } from '#domain/verification/source-budget.ts'
import type { SourceId } from '#domain/verification/verification-types.ts'
import { AppError } from '#server/app-error.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { ensureGuard, moveGuard } from '#server/guards/repository.ts'
import { restoreSource } from '#server/guards/source-json.ts'
import { accountMac, guardIdOf, otpCodeMac, panFingerprint } from '#server/keys.ts'
import { drawCode, drawReferenceNumber } from '#server/otp-requests/draw-code.ts'
import {
  type AskedCard,
  findAskedBefore,
  findAskedCard,
  insertOtpRequest,
  type OtpRequestRow,
} from '#server/otp-requests/repository.ts'
import type { OtpRequestAsk } from '#server/otp-requests/schemas.ts'
import { sendCode } from '#server/otp-requests/send-code.ts'
import type { PressSource } from '#server/rates/rate-keys.ts'
import { sourceIdOf } from '#server/rates/source-id.ts'
import { countRequest, findWrongRate } from '#server/rates/track-rates.ts'
import { findOutcome } from '#server/requests/repository.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

type OtpAsk = {
  services: ChannelServices
  key: RequestKey
  ask: OtpRequestAsk
  guardId: string
  fingerprint: Buffer
  source: PressSource
  sourceId: SourceId
}

/**
 * The button «درخواست رمز پویا»: answers alike whatever the card, and sends a code where one may be sent; why not stands
 * in the bank's log alone.
 * @throws AppError rate_limited for a terminal or requester that mostly guesses; request_id_reused
 */
export async function requestOtp(services: ChannelServices, key: RequestKey, ask: OtpRequestAsk): Promise<Outcome> {
  const pan = ask.pan.reveal()
  const source: PressSource = {
    clientId: key.clientId,
    terminalId: ask.payee.terminalId,
    merchantId: ask.payee.merchantId,
    requesterId: ask.requesterId ?? null,
    clientIp: ask.clientIp ?? null,
  }
  const work: OtpAsk = {
    services,
    key,
    ask,
    guardId: guardIdOf(services.keys, pan, 'second'),
    fingerprint: panFingerprint(services.keys, pan),
    source,
    sourceId: sourceIdOf(source),
  }
  await refuseGuessing(work)
  return await runOnce(services.pool, key, (tx) => press(work, tx))
}

async function press(work: OtpAsk, tx: Transaction): Promise<Outcome> {
  const { services, key, ask, guardId, sourceId } = work
  const policy = services.policy()
  const card = await holdCard(work, tx)
  const guard = { ...card, cardStatus: card.cardStatus ?? 'unknown', sources: (card.sources ?? []).map(restoreSource) }
  const { isKnown } = standSource({ guard, source: sourceId, nowMs: key.nowMs, policy })
  const asking = { guardId, mobile: card.mobile, nowMs: key.nowMs, source: sourceId, isKnown }
  const { live, ...rates } = await findAskedBefore(tx, asking)
  const pressRates = await countRequest(services.pool, { source: work.source, nowMs: key.nowMs })
  const decision = decideOtpRequest({
    nowMs: key.nowMs,
    guard,
    enrollments: card.enrollments,
    mobilePresent: card.mobile !== null,
    coolingOffUntilMs: card.coolingOffUntilMs,
    rates: { ...rates, ...pressRates },
    requesterBlocked: false,
    sourceId: sourceId.id,
    isSourceKnown: isKnown,
    otpRequests: live,
    policy,
  })
  const code = drawCode(policy.codeLengthSecondDigits)
  const row = toRow(work, card, decision)
  const smsMessageId = await sendCode(tx, services, { row, code, account: ask.payee.account ?? null })
  // A request over a rate has no code to be tried, known card or not: it neither uses up a rate nor feeds a lock.
  const codeMac = decision.hasCode ? otpCodeMac(services.keys, row.id, code) : null
  const kept = { codeMac, source: sourceId, isKnown, supersedes: decision.supersedes }
  await insertOtpRequest(tx, { ...row, smsMessageId }, kept)
  return {
    status: 202,
    body: { otpRequestId: row.id, referenceNumber: row.referenceNumber, validitySeconds: policy.smsValiditySeconds },
  }
}

async function holdCard({ guardId, fingerprint }: OtpAsk, tx: Transaction): Promise<AskedCard> {
  await moveGuard(tx, { id: guardId, pinKind: 'second' })
  const card = await findAskedCard(tx, { guardId, panFingerprint: fingerprint })
  if (card.guardCardId === card.cardId) return card
  await ensureGuard(tx, {
    id: guardId,
    cardId: card.cardId,
    pinKind: 'second',
    cardStatus: card.storedCardStatus ?? 'unknown',
    cardExpiresAtMs: card.storedExpiresAtMs,
  })
  return await findAskedCard(tx, { guardId, panFingerprint: fingerprint })
}

async function refuseGuessing(work: OtpAsk): Promise<void> {
  const { services, key, guardId, fingerprint, source, sourceId } = work
  const { pool, policy } = services
  const retryAfterSeconds = await findWrongRate(pool, policy(), { source, nowMs: key.nowMs })
  if (retryAfterSeconds === null || (await findOutcome(pool, key))) return
  await withTransaction(pool, async (tx) => {
    const card = await findAskedCard(tx, { guardId, panFingerprint: fingerprint })
    const suppressed: OtpRequestDecision = {
      state: 'suppressed',
      reason: 'requester_rate',
      overRateOf: null,
      expiresAtMs: key.nowMs,
      supersedes: [],
      hasCode: false,
    }
    const kept = { codeMac: null, source: sourceId, isKnown: false, supersedes: [] }
    await insertOtpRequest(tx, toRow(work, card, suppressed), kept)
  })
  throw new AppError('rate_limited', { retryAfterSeconds })
}

function toRow({ services, key, ask, guardId }: OtpAsk, card: AskedCard, decision: OtpRequestDecision): OtpRequestRow {
  const { account, name, merchantId, terminalId } = ask.payee
  return {
    id: drawId(key.nowMs),
    atMs: key.nowMs,
    guardId,
    cardId: card.cardId,
    customerId: card.customerId,
    enrollmentId: decision.state === 'sent' ? decision.enrollmentId : null,
    mobile: card.mobile,
    referenceNumber: drawReferenceNumber(),
    processType: ask.processType,
    amount: ask.amount ?? null,
    payeeName: name,
    merchantId,
    terminalId,
    accountKind: account?.kind ?? null,
    accountMasked: account ? maskPayeeAccount(account) : null,
    accountMac: account ? accountMac(services.keys, account.kind, account.value) : null,
    channelClientId: key.clientId,
    clientIp: ask.clientIp ?? null,
    paymentReference: ask.paymentReference ?? null,
    requesterId: ask.requesterId ?? null,
    state: decision.state,
    suppressedReason: decision.state === 'suppressed' ? decision.reason : null,
    overRateOf: decision.state === 'suppressed' ? decision.overRateOf : null,
    expiresAtMs: decision.expiresAtMs,
    smsMessageId: null,
  }
}
