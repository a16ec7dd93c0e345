import { type DeactivationReason, deactivateDevice, type OtherDevice, readOwnDevice } from './api.ts'
import type { RimaEvent } from './machine.ts'
import type { Answer, Refusal } from './refusal.ts'
import type { StoredCard } from './rima-store.ts'
import { connectSigned, type Session, takeSnapshot } from './session.ts'

export function isInstallationOver({ code }: Refusal): boolean {
  return code === 'device_deactivated' || code === 'device_blocked'
}

/** The secrets and the keys go; the app password stays, for the next registration. */
export async function endInstallation(session: Session, refusal: Refusal): Promise<RimaEvent> {
  await forgetInstallation(session)
  return { type: 'deactivated', refusal }
}

export async function startOver(session: Session): Promise<RimaEvent> {
  await forgetInstallation(session)
  return { type: 'arrived', snapshot: await takeSnapshot(session) }
}

export async function endOwnDevice(session: Session, reason: DeactivationReason): Promise<RimaEvent> {
  const answer = await deactivateDevice(await connectSigned(session), 'me', reason)
  if (answer.ok) return endInstallation(session, { code: 'ended_here' })
  return isInstallationOver(answer.refusal) ? endInstallation(session, answer.refusal) : refused(answer.refusal)
}

export async function endOtherDevice(
  session: Session,
  deviceId: string,
  reason: DeactivationReason,
): Promise<RimaEvent> {
  const answer = await deactivateDevice(await connectSigned(session), deviceId, reason)
  if (answer.ok) return { type: 'refreshed', snapshot: await takeSnapshot(session) }
  return isInstallationOver(answer.refusal) ? endInstallation(session, answer.refusal) : refused(answer.refusal)
}

/** Asks the bank how this phone and its cards stand. Without a network nothing changes: codes need none. */
export async function refreshStatus(session: Session): Promise<{ event: RimaEvent; otherDevices: OtherDevice[] }> {
  const answer = await readOwnDevice(await connectSigned(session))
  if (!answer.ok) return { event: refused(answer.refusal), otherDevices: [] }
  const { status, enrollments, otherDevices } = answer.value
  if (status === 'deactivated' || status === 'blocked') {
    return { event: await endInstallation(session, { code: `device_${status}` }), otherDevices: [] }
  }
  await session.store.update('cards', (old) => old?.map((card) => followBank(card, enrollments)))
  return { event: { type: 'refreshed', snapshot: await takeSnapshot(session) }, otherDevices }
}

export async function removeEndedCard(session: Session, activationId: string): Promise<RimaEvent> {
  await session.store.update('cards', (old) => old?.filter((card) => card.activationId !== activationId))
  return { type: 'arrived', snapshot: await takeSnapshot(session) }
}

type Enrollment = { enrollmentId: string; status: StoredCard['status'] }

/** An enrollment that ended, or went to another phone, takes its secret with it. */
function followBank(card: StoredCard, enrollments: Enrollment[]): StoredCard {
  if (card.status === 'pending') return card
  const status = enrollments.find((enrollment) => enrollment.enrollmentId === card.enrollmentId)?.status
  if (status === 'pending') return card
  if (status === 'active' || status === 'suspended') return { ...card, status }
  return { ...card, status: 'deactivated', sealedSecret: null }
}

async function forgetInstallation({ store }: Session): Promise<void> {
  await store.update('cards', () => undefined)
  await store.update('pendingActivation', () => undefined)
  await store.update('registration', () => undefined)
  await store.update('device', () => undefined)
}

function refused(refusal: Extract<Answer<unknown>, { ok: false }>['refusal']): RimaEvent {
  return { type: 'refused', refusal }
}
