import type { Answer } from './contract-enrollment.ts'
import { type Activation, type Device, stepOf, type Token, tell, type World } from './world.ts'

const refuse = (code: string, more: Record<string, unknown> = {}): Answer => ({ status: 409, code, ...more })

export type Redemption = {
  device: Device
  mistyped: 'receipt' | 'sms' | null
  /** Null: the receipt part finds nothing. */
  token: Token | null
  isSmsPartRight: boolean
}

/** §5: both parts typed into an installation, in the contract's order. */
export function redeem(world: World, { device, mistyped, token: named, isSmsPartRight }: Redemption): Answer {
  const { nowMs, policy } = world
  if (device.status === 'deactivated' || device.status === 'blocked')
    return { status: 403, code: `device_${device.status}` }
  const sinceMs = nowMs - policy.deviceReceiptWindowSeconds * 1000
  const wrong = device.wrongReceiptsAtMs.filter((atMs) => atMs > sinceMs).length
  if (wrong >= policy.deviceReceiptTriesMax) return { status: 429, code: 'rate_limited' }
  if (mistyped !== null) return refuse('mistyped', { part: mistyped })
  const token = named?.mobile === device.mobile ? named : null
  if (token === null) {
    device.wrongReceiptsAtMs.push(nowMs)
    return refuse('invalid_token', { attemptsLeft: policy.deviceReceiptTriesMax - wrong - 1 })
  }
  token.tried = true
  if (!isSmsPartRight) return chargeToken(world, token)
  const reason = findTokenRefusal(world, token)
  if (reason !== null) return refuse(reason)
  const enrollment = world.enrollments.find(({ id }) => id === token.enrollmentId)
  if (enrollment === undefined) throw new Error('a token of no enrollment')
  if (world.card[enrollment.pinKind].suspended) return refuse('enrollment_suspended')
  token.status = 'redeemed'
  token.wasRedeemed = true
  return { status: 201, enrollmentId: enrollment.id, pinKind: enrollment.pinKind, card: world.card.pan.masked }
}

function chargeToken({ policy }: World, token: Token): Answer {
  const left = Math.max(0, policy.smsPartTriesMax - token.failed - 1)
  if (token.failed < policy.smsPartTriesMax) token.failed += 1
  if (token.failed >= policy.smsPartTriesMax && token.status === 'issued') token.status = 'exhausted'
  return refuse('invalid_token', { attemptsLeft: left })
}

function findTokenRefusal({ nowMs, policy }: World, token: Token): string | null {
  if (token.failed >= policy.smsPartTriesMax || token.status === 'exhausted') return 'attempts_exhausted'
  if (token.wasRedeemed && token.status !== 'ended') return 'already_redeemed'
  if (token.status === 'superseded') return 'superseded'
  return token.status !== 'issued' || nowMs >= token.expiresAtMs ? 'expired' : null
}

export type Confirmation = { device: Device; activation: Activation; code: string }

/** §5: an installation's code that makes its enrollment active, in the contract's order. */
export function confirm(world: World, { device, activation, code }: Confirmation): Answer {
  if (activation.deviceId !== device.id) return { status: 404, code: 'not_found' }
  const reason = findStateRefusal(world, activation)
  if (reason !== null) return refuse(reason)
  const offset = findOffset(world, activation, code)
  if (offset === null) return chargeActivation(world, activation)
  const { activationWindowSteps, appPeriodSeconds } = world.policy
  if (Math.abs(offset) > activationWindowSteps) return refuse('clock_off', { seconds: offset * appPeriodSeconds })
  bind(world, { device, activation, offset })
  return { status: 200, enrollmentId: activation.enrollmentId, enrollmentStatus: 'active' }
}

function findStateRefusal({ nowMs, policy, card }: World, activation: Activation): string | null {
  if (activation.wasConfirmed) return 'already_confirmed'
  if (activation.endedReason === 'superseded') return 'superseded'
  if (activation.endedReason === 'exhausted') return 'attempts_exhausted'
  const isOver = nowMs >= activation.createdAtMs + policy.activationLapseHours * 3_600_000
  if (activation.status === 'ended' || isOver) return 'lapsed'
  return card[activation.pinKind].suspended ? 'enrollment_suspended' : null
}

function findOffset(world: World, activation: Activation, code: string): number | null {
  const now = stepOf(world.nowMs)
  for (let away = 0; away <= world.policy.diagnosisWindowSteps; away++)
    for (const step of [now - away, now + away]) if (activation.codeAt(step) === code) return step - now
  return null
}

function chargeActivation(world: World, activation: Activation): Answer {
  activation.failed += 1
  const attemptsLeft = world.policy.activationConfirmTriesMax - activation.failed
  if (attemptsLeft === 0) {
    endActivation(world, activation, 'exhausted')
    const token = world.tokens.find(({ id }) => id === activation.tokenId)
    if (token?.status === 'redeemed') token.status = 'exhausted'
  }
  return refuse('invalid_code', { attemptsLeft })
}

type Binding = { device: Device; activation: Activation; offset: number }

function bind(world: World, { device, activation, offset }: Binding): void {
  const { driftMaxSteps } = world.policy
  for (const other of world.activations) {
    if (other === activation || other.enrollmentId !== activation.enrollmentId || other.status === 'ended') continue
    if (other.status === 'unconfirmed' && other.createdAtMs > activation.createdAtMs) continue
    const token = world.tokens.find(({ id }) => id === other.tokenId)
    if (other.status === 'unconfirmed' && token?.status === 'redeemed') token.status = 'superseded'
    endActivation(world, other, other.status === 'active' ? 'device_replaced' : 'superseded')
  }
  const own = world.tokens.find(({ id }) => id === activation.tokenId)
  if (own?.status === 'redeemed') own.status = 'confirmed'
  activation.status = 'active'
  activation.wasConfirmed = true
  activation.lastStep = stepOf(world.nowMs) + offset
  activation.drift = Math.max(-driftMaxSteps, Math.min(driftMaxSteps, offset))
  const enrollment = world.enrollments.find(({ id }) => id === activation.enrollmentId)
  if (enrollment?.status === 'pending') enrollment.status = 'active'
  if (device.status === 'registered') device.status = 'active'
  tell(world, 'activated')
}

export function endActivation(world: World, activation: Activation, reason: string): void {
  if (activation.status === 'ended') return
  activation.status = 'ended'
  activation.endedReason = reason
  activation.endedAtMs = world.nowMs
  world.reach(`activation ended: ${reason}`)
}
