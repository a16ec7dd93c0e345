import { closingOf } from './contract-guard.ts'
import { isLive } from './contract-recognition.ts'
import { type Card, type Deal, openEnrollments, type Request, type World } from './world.ts'

export type Press = { card: Card; overRates: string[] }
/** `mayBe`: every reason that holds for sending nothing; none: a code is sent. */
export type Pressed = { mayBe: string[]; isKept: boolean; supersedes: Request[]; enrollmentId: string | null }

const TEN_MINUTES_MS = 600_000
const DAY_MS = 86_400_000

/** §6: what one press of the button does. The contract names no order among the reasons for sending nothing. */
export function press(world: World, { card, overRates }: Press): Pressed {
  const sms = openEnrollments(world, 'second').find(({ method }) => method === 'sms')
  const rates = [...overRates, ...listRates(world, card)]
  const states = card.isKnown ? listStates(world, card) : ['card_unknown']
  const isCountedOut = rates.length > 0
  return {
    mayBe: [...rates, ...states],
    isKept: !rates.includes('card_rate'),
    supersedes: isCountedOut ? [] : listOldest(world, card),
    enrollmentId: states.length + rates.length === 0 ? (sms?.id ?? null) : null,
  }
}

function listStates(world: World, card: Card): string[] {
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
    ['enrollment_locked', closing === 'all' || closing === 'held'],
    ['mobile_missing', world.mobile === null],
    ['cooling_off', world.coolingOffUntilMs !== null && nowMs < world.coolingOffUntilMs],
  ]
  return holding.filter(([, holds]) => holds).map(([reason]) => reason)
}

function listRates(world: World, card: Card): string[] {
  const { nowMs, policy, mobile } = world
  const within = (requests: Request[], spanMs: number): number =>
    requests.filter((own) => own.isKept && own.atMs > nowMs - spanMs).length
  const ofMobile = [...world.card.requests].filter((own) => card.isKnown && mobile !== null && own.mobile === mobile)
  const holding: [string, boolean][] = [
    ['card_rate', within(card.requests, TEN_MINUTES_MS) >= policy.otpRequestsPerCardPerTenMinutesMax],
    ['card_rate', within(card.requests, DAY_MS) >= policy.otpRequestsPerCardPerDayMax],
    ['mobile_rate', within(ofMobile, TEN_MINUTES_MS) >= policy.otpRequestsPerMobilePerTenMinutesMax],
    ['mobile_rate', within(ofMobile, DAY_MS) >= policy.otpRequestsPerMobilePerDayMax],
  ]
  return holding.filter(([, holds]) => holds).map(([reason]) => reason)
}

/** Up to three live per card: a fourth supersedes the oldest, whether or not they were sent. */
function listOldest(world: World, card: Card): Request[] {
  const live = card.requests
    .filter((own) => own.isKept && isLive(world, own))
    .sort((a, b) => a.atMs - b.atMs || card.requests.indexOf(a) - card.requests.indexOf(b))
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
    state: pressed.mayBe.length === 0 ? 'sent' : 'suppressed',
    tries: 0,
  })
}
