import { foldEveryDigit } from '#domain/text/fold-every-digit.ts'
import type { RimaStore } from './rima-store.ts'
import { deriveVaultKey, openBytes, PBKDF2_ROUNDS_MIN, sealBytes } from './seal-bytes.ts'

export const APP_PASSWORD_DIGITS_MIN = 6
export const WRONG_PASSWORD_TRIES_MAX = 10

export type UnlockOutcome =
  | { outcome: 'unlocked'; key: CryptoKey }
  | { outcome: 'wrong'; triesLeft: number }
  | { outcome: 'wiped' }

const CHECK_LABEL = 'rima app password'

/**
 * The password in ASCII digits, then as it was typed, for a vault that was once closed with that: one try. It is counted on
 * disk before the password is tried, so that killing the app does not give a try back.
 */
export async function unlockVault(store: RimaStore, appPassword: string): Promise<UnlockOutcome> {
  const record = await store.update('password', (old) => old && { ...old, wrongTries: old.wrongTries + 1 })
  if (!record) return { outcome: 'wiped' }
  if (record.wrongTries > WRONG_PASSWORD_TRIES_MAX) return wipeVault(store)
  for (const reading of new Set([readAppPassword(appPassword), appPassword])) {
    const key = await deriveVaultKey(reading, record.derivation)
    if (!(await openBytes(key, CHECK_LABEL, record.check))) continue
    await store.update('password', (old) => old && { ...old, wrongTries: 0 })
    return { outcome: 'unlocked', key }
  }
  const triesLeft = WRONG_PASSWORD_TRIES_MAX - record.wrongTries
  return triesLeft > 0 ? { outcome: 'wrong', triesLeft } : wipeVault(store)
}

/** Sets the first app password of an empty vault; the secrets of an earlier one cannot survive it. */
export async function createVault(store: RimaStore, appPassword: string): Promise<CryptoKey> {
  if (!isAppPassword(appPassword)) throw new RangeError('the app password is 6 digits or more')
  await wipeVault(store)
  const derivation = { rounds: PBKDF2_ROUNDS_MIN, salt: crypto.getRandomValues(new Uint8Array(16)) }
  const key = await deriveVaultKey(readAppPassword(appPassword), derivation)
  const check = await sealBytes(key, CHECK_LABEL, new Uint8Array(16))
  await store.update('password', () => ({ derivation, check, wrongTries: 0 }))
  return key
}

/** Everything the app password guards goes, the secrets first; the registration of the phone stays. */
export async function wipeVault(store: RimaStore): Promise<{ outcome: 'wiped' }> {
  await store.update('cards', () => undefined)
  await store.update('pendingActivation', () => undefined)
  await store.update('password', () => undefined)
  return { outcome: 'wiped' }
}

/** Digits of any keyboard as ASCII, without spaces and marks that nobody sees. */
export function readAppPassword(typed: string): string {
  return foldEveryDigit(typed).replace(/[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
}

export function isAppPassword(typed: string): boolean {
  return /^[0-9]{6,32}$/.test(readAppPassword(typed))
}
