import { closingOf, countAcceptance, countWrong } from './contract-guard.ts'
import { type Found, isKeptNow, isLive, recognise, sameDeal, type Typed } from './contract-recognition.ts'
import {
  acceptFrom,
  appClosedUntil,
  compareWith,
  countSourceTry,
  type From,
  isKnown,
  type Live,
  moreAt,
} from './contract-source.ts'
import { type Activation, type Guard, type Request, stepOf, type World } from './world.ts'

/** What the caller is answered and what the bank's log says. */
export type Verdict = {
  fine: string
  reason: string
  responseCode: string
  method: 'sms' | 'app' | null
  attemptsLeft: number | null
  counted: boolean
  details: Record<string, number | null>
}

const answers: Record<string, [reason: string, code: string]> = {
  accepted: ['accepted', '00'],
  code_expired: ['expired', '55'],
  code_superseded: ['expired', '55'],
  amount_mismatch: ['transaction_mismatch', '57'],
  payee_mismatch: ['transaction_mismatch', '57'],
  process_type_mismatch: ['transaction_mismatch', '57'],
  enrollment_locked: ['locked', '75'],
  source_locked: ['locked', '75'],
  code_attempts_exhausted: ['locked', '75'],
  enrollment_suspended: ['not_permitted', '62'],
  card_blocked: ['not_permitted', '62'],
  card_expired: ['not_permitted', '54'],
}
const neverCounted = ['code_already_used', 'app_code_drifted', 'device_blocked', 'device_replaced']
const invalid: [string, string] = ['invalid_code', '55']
const answerOf = (fine: string): [string, string] => answers[fine] ?? invalid

/** §6: one use of a code, with everything that it changes. */
export function verify(world: World, typed: Typed): Verdict {
  if (typed.card.isKnown) world.verifications += 1
  return typed.from === null ? verifyAtAtm(world, typed) : verifyFrom(world, typed, typed.from)
}

function verifyAtAtm(world: World, typed: Typed): Verdict {
  const guard = typed.card[typed.pinKind]
  const closing = closingOf(guard, world.nowMs)
  if (closing === 'held' || closing === 'all') return locked(world, guard, false)
  const found = recognise(world, typed, { appCodesToo: closing === null, isSeen: () => true })
  if (found.reason === 'accepted') return accept(world, typed, found)
  charge(world, typed, found)
  const isLocked = closing === 'app' && answerOf(found.reason)[0] !== 'not_permitted'
  const counted = isCountable(found) && !isLocked
  const verdict = isLocked ? locked(world, guard, false) : reject(world, typed, { found, counted })
  if (counted) countWrong(world, guard)
  return verdict
}

/** Through a gateway: what the source may still spend says what its try is compared with. */
function verifyFrom(world: World, typed: Typed, from: From): Verdict {
  const guard = typed.card.second
  const closing = closingOf(guard, world.nowMs)
  if (closing === 'held' || (closing === 'all' && !isKnown(world, guard, from))) return locked(world, guard, false)
  const live = typed.card.requests.filter((own) => own.isKept && isKeptNow(world, own) && isLive(world, own))
  const own = live.filter(({ deal }) => sameDeal(deal, typed.deal))
  const counts: Live = { all: live.length, own: own.length }
  const compared = compareWith(world, guard, from, counts)
  const wider = compareWith(world, guard, { place: '', name: '' }, counts)
  const isOpenElsewhere = wider !== null && (compared === null || wider.app)
  if (compared === null) return lockedTo(world, guard, from, { isSpent: true, isOpenElsewhere, counted: false })
  const isSeen = (request: Request): boolean => compared.foreign || own.includes(request) || !live.includes(request)
  const found = recognise(world, typed, { appCodesToo: compared.app, isSeen })
  if (found.reason === 'accepted') return accept(world, typed, found)
  charge(world, typed, found)
  const isLocked = !compared.app && answerOf(found.reason)[0] !== 'not_permitted'
  const counted = isCountable(found) && (!isLocked || compared.cost > 0)
  const isSpent = closing !== 'app' && appClosedUntil(world, guard, from) === null
  const verdict = isLocked
    ? lockedTo(world, guard, from, { isSpent, isOpenElsewhere, counted })
    : reject(world, typed, { found, counted })
  if (counted) countSourceTry(world, guard, from, compared.cost)
  return verdict
}

const isCountable = ({ reason }: Found): boolean =>
  answerOf(reason)[0] === 'invalid_code' && !neverCounted.includes(reason)

type LockedTo = { isSpent: boolean; isOpenElsewhere: boolean; counted: boolean }

function lockedTo(world: World, guard: Guard, from: From, { isSpent, isOpenElsewhere, counted }: LockedTo): Verdict {
  if (counted) world.reach('counted while closed')
  const isOfSource = isSpent && isOpenElsewhere
  if (isSpent && !isOpenElsewhere) world.reach('no new place can pay')
  const fine = isOfSource ? 'source_locked' : 'enrollment_locked'
  const [reason, responseCode] = answerOf(fine)
  const ofCard = closingOf(guard, world.nowMs) === 'app' ? guard.appClosedUntilMs : null
  const untilMs = isOfSource
    ? moreAt(world, guard, from)
    : isSpent
      ? moreAt(world, guard, { place: '', name: '' })
      : (ofCard ?? appClosedUntil(world, guard, from))
  return { fine, reason, responseCode, method: null, attemptsLeft: null, counted, details: { untilMs } }
}

function locked(world: World, guard: Guard, counted: boolean): Verdict {
  const [reason, responseCode] = answerOf('enrollment_locked')
  const { held, allClosedUntilMs, appClosedUntilMs } = guard
  const isAllClosed = closingOf(guard, world.nowMs) === 'all'
  const details = { untilMs: held ? null : isAllClosed ? allClosedUntilMs : appClosedUntilMs }
  return { fine: 'enrollment_locked', reason, responseCode, method: null, attemptsLeft: null, counted, details }
}

type Rejection = { found: Found; counted: boolean }

function reject(world: World, typed: Typed, { found, counted }: Rejection): Verdict {
  const [reason, responseCode] = answerOf(found.reason)
  const isUnsaid = reason === 'invalid_code' || reason === 'locked'
  return {
    fine: found.reason,
    reason,
    responseCode,
    method: isUnsaid ? null : found.of,
    attemptsLeft: reason === 'locked' ? null : countAttemptsLeft(world, typed),
    counted,
    details: explain(world, found),
  }
}

function explain(world: World, found: Found): Record<string, number> {
  if (found.of === 'sms' && found.reason === 'code_expired')
    return { secondsLate: Math.max(1, Math.ceil((world.nowMs - found.request.expiresAtMs) / 1000)) }
  if (found.of === 'app' && found.reason === 'app_code_drifted') return { driftSteps: found.step - stepOf(world.nowMs) }
  return {}
}

/** Tries of the named request; none named, or unknown, or of another card: none said. */
function countAttemptsLeft(world: World, { card, named, pinKind }: Typed): number | null {
  const request = card.requests.find(({ id }) => id === named)
  if (request === undefined || pinKind === 'first' || !isKeptNow(world, request)) return null
  return Math.max(0, world.policy.otpRequestTriesMax - request.tries)
}

/** A wrong code costs a try of the named request, or of every live one with this binding; a mismatch one of its own. */
function charge(world: World, typed: Typed, found: Found): number {
  const [answered] = answerOf(found.reason)
  if (answered === 'transaction_mismatch' && found.of === 'sms') return chargeAll(world, [found.request])
  if (answered !== 'invalid_code' || typed.pinKind === 'first') return 0
  const live = typed.card.requests.filter((own) => isKeptNow(world, own) && isLive(world, own))
  const named = live.filter(({ id }) => id === typed.named)
  // A name that is dead or unknown is as good as none: else guessing under one would be free.
  return chargeAll(world, named.length > 0 ? named : live.filter((own) => own.isKept && sameDeal(own.deal, typed.deal)))
}

function chargeAll(world: World, requests: Request[]): number {
  for (const request of requests) {
    request.tries += 1
    if (request.tries < world.policy.otpRequestTriesMax) continue
    world.reach('OTP request exhausted')
    if (request.state === 'sent') request.state = 'exhausted'
  }
  return requests.length
}

function accept(world: World, typed: Typed, found: Found): Verdict {
  if (found.of === 'sms') spendRequest(world, typed, found.request)
  if (found.of === 'app') spendStep(world, found.activation, found.step)
  const guard = typed.card[typed.pinKind]
  if (typed.from !== null) acceptFrom(world, guard, typed.from)
  countAcceptance(world, guard)
  const [reason, responseCode] = answerOf('accepted')
  return { fine: 'accepted', reason, responseCode, method: found.of, attemptsLeft: null, counted: false, details: {} }
}

function spendRequest(world: World, { card, named }: Typed, used: Request): void {
  used.state = 'used'
  const isSeen = (own: Request): boolean => own.isKept || own.id === named
  const twins = card.requests.filter((own) => isSeen(own) && isKeptNow(world, own) && isLive(world, own))
  for (const twin of twins) {
    if (!sameDeal(twin.deal, used.deal)) continue
    twin.state = 'superseded'
    world.reach('superseded by a twin’s use')
  }
}

/** The drift moves by one after two acceptances in a row on one side of it, to at most two steps. */
function spendStep(world: World, activation: Activation, step: number): void {
  const side = Math.sign(step - stepOf(world.nowMs) - activation.drift)
  activation.lastStep = step
  if (side === 0 || side !== activation.driftRun) {
    activation.driftRun = side
    return
  }
  activation.driftRun = 0
  const moved = activation.drift + side
  // One that staff set beyond the limit only comes nearer.
  if (Math.abs(moved) > world.policy.driftMaxSteps && Math.abs(moved) > Math.abs(activation.drift)) return
  activation.drift = moved
  world.reach('drift learned')
}
