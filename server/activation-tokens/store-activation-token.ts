import { randomBytes } from 'node:crypto'
import { drawTokenParts, TOKEN_RANDOM_BYTES } from '#domain/activation/activation-token.ts'
import { composeActivationTokenSms } from '#domain/text/sms-text.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { type Custody, insertToken, supersedeToken } from '#server/activation-tokens/repository.ts'
import { sealReceiptPart } from '#server/activation-tokens/seal-receipt-part.ts'
import { insertTokenSecret } from '#server/activation-tokens/token-secret-repository.ts'
import { fulfilStandingApproval } from '#server/approvals/standing-repository.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { receiptMac, tokenMac } from '#server/keys.ts'
import type { ChannelServices } from '#server/services.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'
import { enqueueCodeSms } from '#server/sms/enqueue-sms.ts'

export type TokenToStore = {
  nowMs: number
  enrollmentId: string
  card: { cardId: string; customerId: string; last4: string; mobile: string }
  pinKind: PinKind
  supersedesTokenId: string | null
  expiresAtMs: number
  custody: Custody
  where: string
}

/** `approvalId`: of the second person's approval that this token fulfils, if there was one. */
export type StoredToken = { activationTokenId: string; receiptPart: string; approvalId: string | null }

/**
 * Draws both halves and puts each where it belongs: macs and the sealed receipt part into the token's own table, the SMS
 * part into the outbox, sealed to the worker. The receipt part is the caller's to answer once.
 */
export async function storeActivationToken(
  tx: Transaction,
  services: ChannelServices,
  token: TokenToStore,
): Promise<StoredToken> {
  const { nowMs, card, expiresAtMs, custody } = token
  const activationTokenId = drawId(nowMs)
  const { receiptPart, smsPart } = drawTokenParts(randomBytes(TOKEN_RANDOM_BYTES))
  if (token.supersedesTokenId !== null) await supersedeToken(tx, token.supersedesTokenId, nowMs)
  await insertToken(tx, {
    id: activationTokenId,
    enrollmentId: token.enrollmentId,
    cardId: card.cardId,
    customerId: card.customerId,
    mobile: card.mobile,
    custody,
    smsMessageId: await sendSmsPart(tx, services, { ...token, activationTokenId, smsPart }),
    issuedAtMs: nowMs,
    expiresAtMs,
  })
  const { keys } = services
  await insertTokenSecret(tx, {
    activationTokenId,
    receiptMac: receiptMac(keys, receiptPart),
    tokenMac: tokenMac(keys, activationTokenId, receiptPart, smsPart),
    receiptSealed: sealReceiptPart(keys, { activationTokenId, receiptPart }),
  })
  const { enrollmentId: subjectKey } = token
  const approved = await fulfilStandingApproval(tx, { act: 'activation_token:reissue', subjectKey, nowMs })
  return { activationTokenId, receiptPart, approvalId: approved?.approvalId ?? null }
}

async function sendSmsPart(
  tx: Transaction,
  { keys, institution }: ChannelServices,
  token: TokenToStore & { activationTokenId: string; smsPart: string },
): Promise<string> {
  const { nowMs, card, pinKind, where, smsPart, activationTokenId, expiresAtMs } = token
  const { mobile, customerId, last4: cardLast4 } = card
  const text = composeActivationTokenSms({ institution: institution.name, pinKind, cardLast4, smsPart })
  await enqueueNotice(tx, {
    kind: 'token_issued',
    atMs: nowMs,
    mobile,
    customerId,
    cardLast4,
    pinKind,
    method: 'app',
    where,
  })
  const sms = { atMs: nowMs, mobile, customerId, template: 'activation_token', text, notAfterMs: expiresAtMs } as const
  return await enqueueCodeSms(tx, keys, { ...sms, activationTokenId })
}
