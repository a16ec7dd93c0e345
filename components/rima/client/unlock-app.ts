import type { RimaEvent } from './machine.ts'
import { type Session, takeSnapshot } from './session.ts'
import { createVault, unlockVault, wipeVault } from './vault.ts'

export async function unlockApp(session: Session, appPassword: string): Promise<RimaEvent> {
  const unlocked = await unlockVault(session.store, appPassword)
  if (unlocked.outcome === 'wiped') return { type: 'wiped' }
  if (unlocked.outcome === 'wrong') {
    return { type: 'refused', refusal: { code: 'wrong_app_password', attemptsLeft: unlocked.triesLeft } }
  }
  session.vaultKey = unlocked.key
  return { type: 'arrived', snapshot: await takeSnapshot(session) }
}

export async function chooseAppPassword(session: Session, appPassword: string): Promise<RimaEvent> {
  session.vaultKey = await createVault(session.store, appPassword)
  return { type: 'arrived', snapshot: await takeSnapshot(session) }
}

/** The bank cannot reset an app password: forgetting it costs the secrets, and the ATM gives new ones. */
export async function forgetAppPassword(session: Session): Promise<RimaEvent> {
  session.vaultKey = null
  await wipeVault(session.store)
  return { type: 'wiped' }
}

export async function lockApp(session: Session): Promise<RimaEvent> {
  session.vaultKey = null
  return { type: 'locked' }
}
