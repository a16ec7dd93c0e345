import { type BankClock, openBankClock } from './bank-clock.ts'
import type { Snapshot } from './machine.ts'
import { openRimaStore, type RimaStore } from './rima-store.ts'
import type { Connection } from './send-request.ts'

/** One running app: what is on the phone, the bank's time, and, while unlocked, the key that the app password gave. */
export interface Session {
  baseUrl: string
  store: RimaStore
  clock: BankClock
  vaultKey: CryptoKey | null
}

export async function openSession(baseUrl: string): Promise<Session> {
  const store = openRimaStore()
  return { baseUrl, store, clock: await openBankClock(store), vaultKey: null }
}

export async function takeSnapshot({ store, clock, vaultKey }: Session): Promise<Snapshot> {
  const [password, device, registration, pending, cards] = await Promise.all([
    store.read('password'),
    store.read('device'),
    store.read('registration'),
    store.read('pendingActivation'),
    store.read('cards'),
  ])
  const alive = registration && registration.expiresAtMs > clock.nowMs()
  return {
    hasPassword: password !== undefined,
    unlocked: vaultKey !== null,
    deviceId: device?.deviceId ?? null,
    maskedMobile: device?.maskedMobile ?? '',
    registration: alive ? { mobile: registration.mobile, expiresAtMs: registration.expiresAtMs } : null,
    activationPending: pending !== undefined,
    cards: cards ?? [],
  }
}

export async function connectUnsigned(session: Session): Promise<Connection> {
  return { baseUrl: session.baseUrl, clock: session.clock, signer: null, waitMs }
}

export async function connectSigned(session: Session): Promise<Connection> {
  const device = await session.store.read('device')
  if (!device?.deviceId) throw new Error('this phone is not registered')
  const signer = { keyId: device.deviceId, signingKey: device.keys.signing.privateKey }
  return { ...(await connectUnsigned(session)), signer }
}

function waitMs(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}
