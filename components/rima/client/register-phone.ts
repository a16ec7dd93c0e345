import { maskMobile } from '#domain/enrollment/mobile.ts'
import { confirmRegistration, requestRegistration } from './api.ts'
import { exportPublicJwk, generateDeviceKeys } from './device-keys.ts'
import type { RimaEvent } from './machine.ts'
import { connectUnsigned, type Session, takeSnapshot } from './session.ts'
import { RIMA_VERSION } from './version.ts'

const registrationOver = new Set(['attempts_exhausted', 'expired', 'already_confirmed', 'not_found'])

/** Makes the keys of this installation, once, and asks the bank to send its code to the mobile (E.164). */
export async function registerPhone(session: Session, mobile: string, model: string): Promise<RimaEvent> {
  const kept = await session.store.read('device')
  const keys = kept?.keys ?? (await generateDeviceKeys())
  await session.store.update('device', () => ({ keys, deviceId: null, maskedMobile: maskMobile(mobile) }))
  const answer = await requestRegistration(await connectUnsigned(session), {
    mobile,
    platform: 'web',
    model,
    appVersion: RIMA_VERSION,
    signingKey: await exportPublicJwk(keys.signing.publicKey),
    agreementKey: await exportPublicJwk(keys.agreement.publicKey),
  })
  if (!answer.ok) return { type: 'refused', refusal: answer.refusal }
  const { registrationId, expiresAt } = answer.value
  await session.store.update('registration', () => ({ registrationId, expiresAtMs: Date.parse(expiresAt), mobile }))
  return { type: 'arrived', snapshot: await takeSnapshot(session) }
}

export async function confirmPhone(session: Session, code: string): Promise<RimaEvent> {
  const registration = await session.store.read('registration')
  if (!registration) return { type: 'registration-over', refusal: { code: 'expired' } }
  const answer = await confirmRegistration(await connectUnsigned(session), registration.registrationId, code)
  if (!answer.ok) {
    if (!registrationOver.has(answer.refusal.code)) return { type: 'refused', refusal: answer.refusal }
    await dropRegistration(session)
    return { type: 'registration-over', refusal: answer.refusal }
  }
  const { deviceId } = answer.value
  await session.store.update('device', (old) => old && { ...old, deviceId })
  await session.store.update('registration', () => undefined)
  return { type: 'arrived', snapshot: await takeSnapshot(session) }
}

/** The keys go with it: a bank that has confirmed them once would not take them for a second installation. */
export async function dropRegistration(session: Session): Promise<RimaEvent> {
  await session.store.update('registration', () => undefined)
  await session.store.update('device', () => undefined)
  return { type: 'registration-over', refusal: null }
}
