import { decodeBase32 } from '#domain/otp/base32.ts'
import { type ActivationAnswer, confirmActivation, makeRedemptionBody, redeemToken } from './api.ts'
import { cardStepAt, computeCardCode, openCardKey } from './card-code.ts'
import { endInstallation, isInstallationOver } from './end-installation.ts'
import type { RimaEvent } from './machine.ts'
import { openSecretJwe } from './open-secret-jwe.ts'
import type { Refusal } from './refusal.ts'
import type { StoredCard } from './rima-store.ts'
import { openBytes, sealBytes } from './seal-bytes.ts'
import { connectSigned, type Session, takeSnapshot } from './session.ts'

const PENDING_LABEL = 'pending activation'
const tokenOver = new Set(['attempts_exhausted', 'already_redeemed', 'superseded', 'expired', 'enrollment_suspended'])
const activationOver = new Set(['not_found', 'superseded', 'lapsed', 'attempts_exhausted', 'enrollment_suspended'])

/** The request is kept, sealed, until it is answered: a restart then repeats it instead of losing the token. */
export async function redeemParts(
  session: Session,
  parts: { receiptPart: string; smsPart: string },
): Promise<RimaEvent> {
  if (!session.vaultKey) return { type: 'locked' }
  const sealed = await sealBytes(session.vaultKey, PENDING_LABEL, makeRedemptionBody(parts))
  await session.store.update('pendingActivation', () => sealed)
  const refused = await answerPendingRedemption(session, session.vaultKey)
  if (refused && refused.type !== 'refused') return refused
  return { type: 'arrived', snapshot: await takeSnapshot(session), ...(refused && { refusal: refused.refusal }) }
}

/** Goes on from wherever the activation stands: ask for the secret, then prove it with the code of this minute. */
export async function finishActivation(session: Session): Promise<RimaEvent> {
  if (!session.vaultKey) return { type: 'locked' }
  const redeemed = await answerPendingRedemption(session, session.vaultKey)
  if (redeemed) return redeemed
  for (const card of (await session.store.read('cards')) ?? []) {
    if (card.status !== 'pending') continue
    const refused = await sendFirstCode(session, session.vaultKey, card)
    if (refused) return refused
  }
  return { type: 'arrived', snapshot: await takeSnapshot(session) }
}

/** Leaves an activation that cannot be finished; the ATM gives a new token. */
export async function abandonActivation(session: Session, refusal: Refusal | null): Promise<RimaEvent> {
  await session.store.update('pendingActivation', () => undefined)
  await session.store.update('cards', (old) => old?.filter((card) => card.status !== 'pending'))
  return { type: 'activation-over', refusal, snapshot: await takeSnapshot(session) }
}

async function answerPendingRedemption(session: Session, vaultKey: CryptoKey): Promise<RimaEvent | null> {
  const sealed = await session.store.read('pendingActivation')
  const body = sealed && (await openBytes(vaultKey, PENDING_LABEL, sealed))
  if (!body) {
    await session.store.update('pendingActivation', () => undefined)
    return null
  }
  const answer = await redeemToken(await connectSigned(session), body)
  if (answer.ok) {
    await keepSecret(session, vaultKey, answer.value)
    await session.store.update('pendingActivation', () => undefined)
    return null
  }
  const { refusal } = answer
  if (refusal.code === 'unreachable' || refusal.code === 'busy') return { type: 'refused', refusal }
  await session.store.update('pendingActivation', () => undefined)
  if (isInstallationOver(refusal)) return endInstallation(session, refusal)
  return tokenOver.has(refusal.code) ? abandonActivation(session, refusal) : { type: 'token-refused', refusal }
}

async function keepSecret(session: Session, vaultKey: CryptoKey, activation: ActivationAnswer): Promise<void> {
  const device = await session.store.read('device')
  if (!device) throw new Error('this phone is not registered')
  const { enrollmentId, activationId, card, pinKind, otp } = activation
  const payload = await openSecretJwe(activation.secretJwe, device.keys.agreement.privateKey)
  const secret = decodeBase32(payload.secret)
  const forUs = payload.deviceId === device.deviceId && payload.activationId === activationId
  if (!forUs || payload.enrollmentId !== enrollmentId || secret?.length !== 32) throw new Error('not our secret')
  const sealedSecret = await sealBytes(vaultKey, activationId, Uint8Array.from(secret))
  secret.fill(0)
  const { digits, periodSeconds, t0 } = otp
  const kept: StoredCard = {
    ...{ enrollmentId, activationId, card, pinKind, sealedSecret },
    status: 'pending',
    otp: { digits, periodSeconds, t0 },
  }
  await session.store.update('cards', (old = []) => [...old.filter((other) => other.status !== 'pending'), kept])
}

async function sendFirstCode(session: Session, vaultKey: CryptoKey, card: StoredCard): Promise<RimaEvent | null> {
  const key = await openCardKey(vaultKey, card)
  if (!key) return abandonActivation(session, { code: 'not_found' })
  const atMs = session.clock.nowMs()
  const usedStep = cardStepAt(card.otp, atMs)
  const code = await computeCardCode({ key, otp: card.otp, atMs })
  const answer = await confirmActivation(await connectSigned(session), card.activationId, code)
  if (answer.ok || answer.refusal.code === 'already_confirmed') {
    await session.store.update('cards', (old = []) => markConfirmed(old, { ...card, usedStep }))
    return null
  }
  const { refusal } = answer
  if (isInstallationOver(refusal)) return endInstallation(session, refusal)
  if (refusal.code === 'clock_off') return { type: 'clock-off', refusal }
  return activationOver.has(refusal.code) ? abandonActivation(session, refusal) : { type: 'refused', refusal }
}

/** A confirmed activation takes the place of an earlier one of the same enrollment, and of an ended one of the card. */
function markConfirmed(cards: StoredCard[], confirmed: StoredCard): StoredCard[] {
  const others = cards.filter(
    (other) =>
      other.enrollmentId !== confirmed.enrollmentId &&
      !(other.status === 'deactivated' && other.card === confirmed.card && other.pinKind === confirmed.pinKind),
  )
  return [...others, { ...confirmed, status: 'active' }]
}
