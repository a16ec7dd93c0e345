import { closingOf } from './contract-guard.ts'
import { isLive } from './contract-recognition.ts'
import { type From, isKnown } from './contract-source.ts'
import { type Card, type Deal, openEnrollments, type Request, type World } from './world.ts'

export type Press = { card: Card; overRates: string[]; from: From }
/** `mayBe`: every reason that holds for sending nothing; none: a code is sent. */
export type Pressed = {
  mayBe: string[]
  isKept: boolean
  from: From
  isSourceKnown: boolean
  supersedes: Request[]
  enrollmentId: string | null
}

const TEN_MINUTES_MS = 600_000
const DAY_MS = 86_400_000

/** §6: what one press of the button does. The contract names no order among the reasons for sending nothing. */
export function press(world: World, { card, overRates, from }: Press): Pressed {
  const known = isKnown(world, card.second, from)
  const sms = openEnrollments(world, 'second').find(({ method }) => method === 'sms')
  const rates = [...overRates, ...listRates(world, card, { from, known })]
  const states = card.isKnown ? listStates(world, card, known) : ['card_unknown']
  const isCountedOut = rates.length > 0
  return {
    mayBe: [...rates, ...states],
    isKept: rates.every((reason) => reason === 'mobile_rate'),
    from,
    isSourceKnown: known,
    supersedes: isCountedOut ? [] : listOldest(world, card, from),
    enrollmentId: states.length + rates.length === 0 ? (sms?.id ?? null) : null,
  }
}

function listStates(world: World, card: Card, known: boolean): string[] {
  const { nowMs } = world
  const open = openEnrollments(world, 'second')
  const sms = open.find(({ method }) => method === 'sms')
  const closing = closingOf(card.second, nowMs)
  const unenrolled = open.some(({ status }) => status === 'pending') ? 'enrollment_pending' : 'not_enrolled'
  const holding: [string, boolean][] = [
    ['card_blocked', world.cardStatus === 'blocked'],
    ['card_expired', nowMs >= world.cardExpiresAtMs],
    ['enrollment_suspended', card.second.suspended],
    [unenrolled, sms === undefined],
    ['enrollment_locked', (closing === 'all' && !known) || closing === 'held'],
    ['mobile_missing', world.mobile === null],
    ['cooling_off', world.coolingOffUntilMs !== null && nowMs < world.coolingOffUntilMs],
  ]
  return holding.filter(([, holds]) => holds).map(([reason]) => reason)
}

type Presser = { from: From; known: boolean }
type Most = { inTenMinutes: number; inADay: number }

/** Known sources have the figures for themselves, new ones together; of a day a place of new ones a fifth of what is left. */
function listRates(world: World, card: Card, presser: Presser): string[] {
  const { policy, mobile } = world
  const ofMobile = world.card.requests.filter((own) => card.isKnown && mobile !== null && own.mobile === mobile)
  const overOfCard = rateOver(world, card.requests, presser, {
    inTenMinutes: policy.otpRequestsPerCardPerTenMinutesMax,
    inADay: policy.otpRequestsPerCardPerDayMax,
  })
  const overOfMobile = rateOver(world, ofMobile, presser, {
    inTenMinutes: policy.otpRequestsPerMobilePerTenMinutesMax,
    inADay: policy.otpRequestsPerMobilePerDayMax,
  })
  const ofCard = overOfCard === null ? [] : [overOfCard === 'share' ? 'source_rate' : 'card_rate']
  return [...ofCard, ...(overOfMobile === null ? [] : ['mobile_rate'])]
}

function rateOver(world: World, all: Request[], { from, known }: Presser, most: Most): 'share' | 'figure' | null {
  const within = (spanMs: number): Request[] =>
    all.filter((own) => own.isKept && own.isSourceKnown === known && own.atMs > world.nowMs - spanMs)
  const day = within(DAY_MS)
  if (day.length >= most.inADay) return 'figure'
  const isFull = within(TEN_MINUTES_MS).length >= most.inTenMinutes
  if (known) return isFull ? 'figure' : null
  const ofPlace = day.filter(({ place }) => place === from.place).length
  const share = Math.max(1, Math.floor((most.inADay - (day.length - ofPlace)) / 5))
  if (ofPlace >= share) return 'share'
  return isFull && day.filter(({ source }) => source === from.name).length >= 3 ? 'figure' : null
}

/** Up to three live per card: a fourth supersedes the oldest of its source, else of a new one, else of any; sent or not. */
function listOldest(world: World, card: Card, from: From): Request[] {
  const rankOf = (own: Request): number => (own.source === from.name ? 0 : own.isSourceKnown ? 2 : 1)
  const live = card.requests
    .filter((own) => own.isKept && isLive(world, own))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.atMs - b.atMs || card.requests.indexOf(a) - card.requests.indexOf(b))
  return live.slice(0, Math.max(0, live.length - world.policy.liveOtpRequestsMax + 1))
}

type Answered = { id: string; code: string | null; pressed: Pressed; card: Card; deal: Deal }

export function addRequest(world: World, { id, code, pressed, card, deal }: Answered): void {
  for (const own of pressed.supersedes) {
    own.state = 'superseded'
    world.reach('superseded by a fourth')
  }
  card.requests.push({
    id,
    atMs: world.nowMs,
    expiresAtMs: world.nowMs + world.policy.smsValiditySeconds * 1000,
    deal,
    mobile: card.isKnown ? world.mobile : null,
    enrollmentId: pressed.enrollmentId,
    code,
    isKept: pressed.isKept,
    place: pressed.from.place,
    source: pressed.from.name,
    isSourceKnown: pressed.isSourceKnown,
    state: pressed.mayBe.length === 0 ? 'sent' : 'suppressed',
    tries: 0,
  })
}
