import type { PinKind } from '#domain/verification/verification-types.ts'
import { dayOf, dayStartMs, type Enrollment, openEnrollments, type Token, tell, type World } from './world.ts'

/** What a call of the ATM or the app is answered: the status and the members that the contract names. */
export type Answer = { status: number } & Record<string, unknown>

const refuse = (code: string, more: Record<string, unknown> = {}): Answer => ({ status: 409, code, ...more })

/** `0912***4567` */
const maskOf = (mobile: string): string => `0${mobile.slice(3, 6)}***${mobile.slice(9)}`

function findCardRefusal(world: World): Answer | null {
  if (world.cardStatus === 'blocked') return refuse('card_blocked')
  return world.nowMs >= world.cardExpiresAtMs ? refuse('card_expired') : null
}

function findCoolingOff({ coolingOffUntilMs, nowMs }: World): Answer | null {
  if (coolingOffUntilMs === null || nowMs >= coolingOffUntilMs) return null
  return refuse('cooling_off', { until: new Date(coolingOffUntilMs).toISOString() })
}

/** §4, in its order. A new enrollment gets its id from the answer. */
export function openSms(world: World): Answer {
  const own = openEnrollments(world, 'second').find(({ method }) => method === 'sms')
  const card = findCardRefusal(world)
  if (card !== null) return card
  if (world.mobile === null) return refuse('mobile_missing')
  if (!world.smsMember) return refuse('not_sms_member')
  const cooling = own === undefined ? findCoolingOff(world) : null
  if (cooling !== null) return cooling
  if (world.card.second.suspended) return refuse('enrollment_suspended')
  const shape = { method: 'sms', pinKind: 'second', enrollmentStatus: 'active', mobile: maskOf(world.mobile) }
  return own === undefined ? { status: 201, ...shape } : { status: 200, enrollmentId: own.id, ...shape }
}

export type Issue = { pinKind: PinKind; typedMobile: string | null }

/** §4: a token asked for at an ATM, or by staff for an enrollment that exists (`typedMobile` null). */
export function issueToken(world: World, { pinKind, typedMobile }: Issue): Answer {
  const card = findCardRefusal(world)
  if (card !== null) return card
  if (world.mobile === null) return refuse('mobile_missing')
  if (typedMobile !== null && typedMobile !== world.mobile) return refuse('mobile_mismatch')
  const cooling = findCoolingOff(world)
  if (cooling !== null) return cooling
  const isLiving = (status: string) => status === 'registered' || status === 'active'
  if (!world.devices.some((own) => own.mobile === world.mobile && isLiving(own.status)))
    return refuse('app_not_registered')
  if (world.card[pinKind].suspended) return refuse('enrollment_suspended')
  const own = findAppEnrollment(world, pinKind)
  if (own !== undefined && countToday(world, own) >= world.policy.tokensPerTehranDayMax)
    return { status: 429, code: 'daily_limit' }
  return { status: 201, mobile: maskOf(world.mobile), ...(own && { enrollmentId: own.id }) }
}

export function findAppEnrollment(world: World, pinKind: PinKind): Enrollment | undefined {
  return openEnrollments(world, pinKind).find(({ method }) => method === 'app')
}

/** A token never tried that a later one supersedes was a lost answer: at most five such a day are not counted. */
function countToday(world: World, { id }: Enrollment): number {
  const today = world.tokens.filter(
    (own) => own.enrollmentId === id && own.issuedAtMs >= dayStartMs(dayOf(world.nowMs)),
  )
  const lost = today.filter((own) => !own.tried && (own.status === 'superseded' || isLiveToken(world, own))).length
  return today.length - Math.min(lost, world.policy.lostAnswerTokensPerDayMax)
}

export function isLiveToken({ nowMs }: World, { status, expiresAtMs }: Token): boolean {
  return status === 'issued' && nowMs < expiresAtMs
}

/** The bank looked for the enrollment's live token: one past its time is expired from then on. */
export function expireOverdue(world: World, enrollmentId: string | undefined): void {
  for (const own of world.tokens)
    if (own.enrollmentId === enrollmentId && own.status === 'issued' && world.nowMs >= own.expiresAtMs)
      own.status = 'expired'
}

type Issued = { id: string; enrollmentId: string; receiptPart: string; smsPart: string }

export function addToken(world: World, issued: Issued): void {
  tell(world, 'token_issued')
  for (const own of world.tokens)
    if (own.enrollmentId === issued.enrollmentId && own.status === 'issued') {
      own.status = 'superseded'
      world.reach('token superseded')
    }
  world.tokens.push({
    ...issued,
    mobile: world.mobile ?? '',
    status: 'issued',
    wasRedeemed: false,
    tried: false,
    failed: 0,
    issuedAtMs: world.nowMs,
    expiresAtMs: world.nowMs + world.policy.activationTokenLifetimeHours * 3_600_000,
  })
}
