import type { PinKind } from '#domain/verification/verification-types.ts'
import { endActivation } from './contract-activation.ts'
import type { Answer } from './contract-enrollment.ts'
import { isLive } from './contract-recognition.ts'
import { type Device, type Enrollment, tell, type World } from './world.ts'

/** §4: ends an enrollment with its live token, its unconfirmed activations and its live OTP requests. */
export function endEnrollment(world: World, enrollment: Enrollment): void {
  if (enrollment.status === 'deactivated') return
  enrollment.status = 'deactivated'
  endTokens(world, (own) => own.enrollmentId === enrollment.id)
  for (const own of world.activations)
    if (own.enrollmentId === enrollment.id) endActivation(world, own, 'enrollment_deactivated')
  for (const own of world.card.requests)
    if (own.enrollmentId === enrollment.id && own.state === 'sent' && isLive(world, own)) own.state = 'ended'
}

function endTokens(world: World, isMeant: (token: World['tokens'][number]) => boolean): void {
  for (const own of world.tokens) {
    if (!isMeant(own) || (own.status !== 'issued' && own.status !== 'redeemed')) continue
    own.status = own.status === 'issued' && world.nowMs >= own.expiresAtMs ? 'expired' : 'ended'
  }
}

type Named = { pinKinds: readonly PinKind[]; methods: readonly ('sms' | 'app')[] | undefined }

export function deactivateAtAtm(world: World, { pinKinds, methods }: Named): Answer {
  const named = world.enrollments.filter(
    (own) =>
      own.status !== 'deactivated' && pinKinds.includes(own.pinKind) && (!methods || methods.includes(own.method)),
  )
  for (const own of named) {
    endEnrollment(world, own)
    tell(world, 'deactivated')
  }
  const deactivated = named.map(({ id, pinKind, method }) => ({ enrollmentId: id, pinKind, method }))
  return { status: 200, deactivated: sortById(deactivated) }
}

export function sortById<T extends { enrollmentId: string }>(ended: readonly T[]): T[] {
  return [...ended].sort((a, b) => (a.enrollmentId < b.enrollmentId ? -1 : 1))
}

/** §5: an installation ends, and with it the enrollments that it holds or that nobody else could still confirm. */
export function endDevice(world: World, device: Device): void {
  const held = world.activations.filter((own) => own.deviceId === device.id && own.status !== 'ended')
  const hanging = world.enrollments.filter((enrollment) =>
    held.some(
      (own) =>
        own.enrollmentId === enrollment.id &&
        (own.status === 'active' || (enrollment.status === 'pending' && !isAwaited(world, enrollment, device))),
    ),
  )
  for (const own of held) {
    const token = world.tokens.find(({ id }) => id === own.tokenId)
    if (own.status === 'unconfirmed' && token?.status === 'redeemed') token.status = 'ended'
    endActivation(world, own, 'device_deactivated')
  }
  device.status = 'deactivated'
  tell(world, 'device_deactivated')
  for (const own of hanging) endEnrollment(world, own)
}

function isAwaited(world: World, { id }: Enrollment, device: Device): boolean {
  const byOther = world.activations.some(
    (own) => own.enrollmentId === id && own.deviceId !== device.id && own.status !== 'ended',
  )
  return byOther || world.tokens.some((own) => own.enrollmentId === id && own.status === 'issued')
}

/** §5: installations that hold an enrollment of the customer whose active enrollment the caller holds. */
export function mayEnd(world: World, caller: Device, other: Device): boolean {
  const holds = (device: Device, isEnough: (status: string, enrollment: Enrollment | undefined) => boolean): boolean =>
    world.activations.some((own) => {
      const enrollment = world.enrollments.find(({ id }) => id === own.enrollmentId)
      return own.deviceId === device.id && isEnough(own.status, enrollment)
    })
  const isMine = holds(caller, (status, enrollment) => status === 'active' && enrollment?.status === 'active')
  return isMine && isAlive(other) && holds(other, (status) => status !== 'ended')
}

export function isAlive({ status }: Device): boolean {
  return status === 'registered' || status === 'active'
}

/** §11: what lived on the old number ends, and a cooling-off begins: the customer has a card, so that a first one cools off too. */
export function changeMobile(world: World, mobile: string | null): void {
  const old = world.mobile
  if (old === mobile) return
  tell(world, 'mobile_changed_old')
  world.mobile = mobile
  tell(world, 'mobile_changed_new')
  world.coolingOffUntilMs = world.nowMs + world.policy.coolingOffHours * 3_600_000
  endTokens(world, (own) => own.mobile === old)
  for (const device of world.devices.filter((own) => own.mobile === old && isAlive(own))) {
    for (const own of world.activations) if (own.deviceId === device.id) endActivation(world, own, 'mobile_changed')
    device.status = 'deactivated'
  }
  for (const own of world.enrollments) if (own.method === 'app') endEnrollment(world, own)
  for (const own of world.card.requests)
    if (own.mobile === old && own.state === 'sent' && isLive(world, own)) own.state = 'ended'
}

/** Staff suspend a card × PIN, or lift it: what was active under it stops, or goes on. False: it is so already. */
export function suspend(world: World, pinKind: PinKind, isSuspended: boolean): boolean {
  const guard = world.card[pinKind]
  if (guard.suspended === isSuspended) return false
  guard.suspended = isSuspended
  const [from, to] = isSuspended ? (['active', 'suspended'] as const) : (['suspended', 'active'] as const)
  for (const own of world.enrollments) if (own.pinKind === pinKind && own.status === from) own.status = to
  tell(world, isSuspended ? 'suspended' : 'unsuspended')
  return true
}
