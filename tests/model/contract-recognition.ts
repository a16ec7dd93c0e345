import type { PinKind } from '#domain/verification/verification-types.ts'
import type { From } from './contract-source.ts'
import { type Activation, type Card, type Deal, openEnrollments, type Request, stepOf, type World } from './world.ts'

/** `from`: null at an ATM. */
export type Typed = {
  from: From | null
  card: Card
  pinKind: PinKind
  code: string
  deal: Deal | null
  named: string | null
}
export type Found =
  | { of: 'sms'; reason: string; request: Request }
  | { of: 'app'; reason: string; activation: Activation; step: number }
  | { of: null; reason: string }

const OWN_REACH_STEPS = 10
const OTHERS_REACH_STEPS = 3
const BINDINGS_SEARCHED = 3

export function isLive(world: World, { state, tries, expiresAtMs }: Request): boolean {
  const isOpen = state === 'sent' || state === 'suppressed'
  return isOpen && tries < world.policy.otpRequestTriesMax && world.nowMs < expiresAtMs
}

export function sameDeal(asked: Deal, presented: Deal | null): boolean {
  return presented !== null && findMismatch(asked, presented) === null
}

function findMismatch(asked: Deal, presented: Deal): string | null {
  if (asked.processType !== presented.processType) return 'process_type_mismatch'
  const samePayee =
    asked.merchantId === presented.merchantId &&
    asked.terminalId === presented.terminalId &&
    asked.account === presented.account
  if (!samePayee) return 'payee_mismatch'
  return asked.amount === presented.amount ? null : 'amount_mismatch'
}

export function isKeptNow({ nowMs, policy }: World, { atMs }: Request): boolean {
  return atMs > nowMs - policy.otpRequestKeptHours * 3_600_000
}

/**
 * §6 «Which code is it?»: in the named request, else in all kept ones, then in the app window, then in the other PIN.
 * A right code of a card or enrollment that forbids it is told so; looking consumes nothing.
 */
type Seen = { appCodesToo: boolean; isSeen: (request: Request) => boolean }

export function recognise(world: World, typed: Typed, { appCodesToo, isSeen }: Seen): Found {
  const isSearched = /^[0-9]{5,8}$/.test(typed.code) && typed.card.isKnown
  const sms = isSearched && typed.pinKind === 'second' ? findRequest(world, typed, isSeen) : null
  if (sms !== null) return permit(world, typed, { of: 'sms', ...sms })
  const app = isSearched && appCodesToo ? findActivation(world, typed) : null
  if (app !== null) return permit(world, typed, { of: 'app', ...app })
  return { of: null, reason: explainMiss(world, typed) }
}

function findRequest(
  world: World,
  { card, code, named, deal }: Typed,
  isSeen: Seen['isSeen'],
): { reason: string; request: Request } | null {
  const matching = card.requests.filter(
    (request) => request.code === code && isKeptNow(world, request) && isSeen(request),
  )
  const request = matching.find(({ id }) => id === named) ?? matching.at(-1)
  return request === undefined ? null : { request, reason: judgeRequest(world, request, deal) }
}

function judgeRequest(world: World, request: Request, deal: Deal | null): string {
  if (request.state === 'used') return 'code_already_used'
  if (request.state === 'ended') return 'not_enrolled'
  if (request.state === 'superseded') return 'code_superseded'
  if (world.nowMs >= request.expiresAtMs) return 'code_expired'
  if (request.tries >= world.policy.otpRequestTriesMax) return 'code_attempts_exhausted'
  // A clock set back makes no code live again whose enrollment has ended since.
  if (world.enrollments.some(({ id, status }) => id === request.enrollmentId && status === 'deactivated'))
    return 'not_enrolled'
  return deal === null ? 'process_type_mismatch' : (findMismatch(request.deal, deal) ?? 'accepted')
}

type FoundApp = { reason: string; activation: Activation; step: number }

function findActivation(world: World, { pinKind, code }: Typed): FoundApp | null {
  const found = rankActivations(world, pinKind)
    .slice(0, BINDINGS_SEARCHED)
    .flatMap((activation, rank): FoundApp[] => {
      const step = nearestStep(world, activation, { code, reach: rank === 0 ? OWN_REACH_STEPS : OTHERS_REACH_STEPS })
      return step === null ? [] : [{ activation, step, reason: judgeStep(world, activation, step) }]
    })
  return found.find(({ reason }) => reason === 'accepted') ?? found[0] ?? null
}

function judgeStep(world: World, activation: Activation, step: number): string {
  if (activation.status === 'unconfirmed') return 'enrollment_pending'
  if (activation.status === 'ended')
    return activation.endedReason?.startsWith('device_') ? activation.endedReason : 'not_enrolled'
  if (activation.lastStep !== null && step <= activation.lastStep) return 'code_already_used'
  const offset = step - stepOf(world.nowMs)
  return Math.abs(offset - activation.drift) <= world.policy.appWindowSteps ? 'accepted' : 'app_code_drifted'
}

/** The binding in use first, then those to be confirmed, then the ended: those once in use first, the latest first. */
export function rankActivations(world: World, pinKind: PinKind): Activation[] {
  const isShown = ({ endedAtMs }: Activation) => endedAtMs === null || endedAtMs > world.nowMs - 30 * 86_400_000
  return world.activations
    .filter((own) => own.pinKind === pinKind && isShown(own))
    .sort((a, b) => rankOf(a) - rankOf(b) || (b.endedAtMs ?? 0) - (a.endedAtMs ?? 0))
}

function rankOf({ status, wasConfirmed }: Activation): number {
  if (status === 'active') return 0
  if (status === 'unconfirmed') return 1
  return wasConfirmed ? 2 : 3
}

/** How far a code of this activation is surely looked for; −1 where another may have taken its place in the search. */
export function sureReach(world: World, activation: Activation): number {
  const ranked = rankActivations(world, activation.pinKind)
  const isEqual = (other: Activation) =>
    rankOf(other) === rankOf(activation) && (other.endedAtMs ?? 0) === (activation.endedAtMs ?? 0)
  const first = ranked.findIndex(isEqual)
  const last = ranked.findLastIndex(isEqual)
  if (first < 0 || last >= BINDINGS_SEARCHED) return -1
  return first === 0 && last === 0 ? OWN_REACH_STEPS : OTHERS_REACH_STEPS
}

type Search = { code: string; reach: number }

function nearestStep(world: World, activation: Activation, { code, reach }: Search): number | null {
  const now = stepOf(world.nowMs)
  for (let away = 0; away <= reach; away++)
    for (const step of [now - away, now + away]) if (activation.codeAt(step) === code) return step
  return null
}

// What forbids is told only to a right code.
function permit(world: World, { pinKind, card }: Typed, found: Exclude<Found, { of: null }>): Found {
  if (found.reason !== 'accepted') return found
  const guard = card[pinKind]
  if (world.cardStatus === 'blocked') return { ...found, reason: 'card_blocked' }
  if (world.nowMs >= world.cardExpiresAtMs) return { ...found, reason: 'card_expired' }
  return guard.suspended ? { ...found, reason: 'enrollment_suspended' } : found
}

function explainMiss(world: World, typed: Typed): string {
  if (!/^[0-9]{5,8}$/.test(typed.code)) return 'code_malformed'
  if (!typed.card.isKnown) return 'card_unknown'
  if (isOfOtherPin(world, typed)) return 'other_pin_kind'
  const open = openEnrollments(world, typed.pinKind)
  const standing = open.filter(({ status }) => status !== 'pending')
  if (standing.length === 0) return open.length > 0 ? 'enrollment_pending' : 'not_enrolled'
  const isAnySent = typed.card.requests.some((own) => own.state === 'sent' && isLive(world, own))
  const hasApp = standing.some(({ method }) => method === 'app')
  return hasApp || (isAnySent && typed.pinKind === 'second') ? 'code_mismatch' : 'no_live_code'
}

function isOfOtherPin(world: World, { card, pinKind, code }: Typed): boolean {
  if (pinKind === 'first' && card.requests.some((own) => own.code === code && isKeptNow(world, own))) return true
  const [main] = rankActivations(world, pinKind === 'first' ? 'second' : 'first')
  return main !== undefined && nearestStep(world, main, { code, reach: OTHERS_REACH_STEPS }) !== null
}
