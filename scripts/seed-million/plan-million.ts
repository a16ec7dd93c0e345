import { type ChannelKeys, guardIdOf, panFingerprint } from '#server/keys.ts'
import type { DemoOperator } from '../../prisma/seed/operators.ts'
import { drawPan, drawUnique } from '../../prisma/seed/people.ts'
import type { Branch } from '../../prisma/seed/places.ts'
import { seededRandom } from '../../prisma/seed/random.ts'
import { SEED } from '../../prisma/seed/size.ts'
import { mobileOf } from './describe-people.ts'
import { chance, unit } from './mix-numbers.ts'

export type Size = { customers: number; verifications: number; auditEvents: number }
/** A card whose number is known, so that it can be looked for by it; those of the others nobody knows. */
export type KnownCard = { pan: string; fingerprint: string; firstGuardId: string; secondGuardId: string }
export const appStates = ['none', 'active', 'pending', 'deactivated', 'suspended'] as const
export type Plan = {
  size: Size
  nowMs: number
  /** The first instant of the oldest month. */
  sinceMs: number
  branches: readonly Branch[]
  operators: readonly DemoOperator[]
  known: readonly KnownCard[]
  /** By customer: the place of their first card; one more at the end. */
  firstCard: Uint32Array
  /** By card: whose it is, whether SMS is enrolled (1 or 0), and how the app stands, a place in `appStates`. */
  ownerOf: Uint32Array
  hasSms: Uint32Array
  app: Uint32Array
}
type Base = Pick<Plan, 'size' | 'nowMs' | 'branches' | 'operators'> & { keys: ChannelKeys }

export const MONTHS = 12
const KNOWN_CARDS = 1_000

/** Who holds which card and what is enrolled on it; every other fact follows from a place alone. */
export function planMillion({ keys, ...base }: Base): Plan {
  const { customers } = base.size
  const firstCard = new Uint32Array(customers + 1)
  for (let place = 0; place < customers; place++) firstCard[place + 1] = (firstCard[place] ?? 0) + countCards(place)
  const cards = firstCard[customers] ?? 0
  const ownerOf = new Uint32Array(cards)
  for (let place = 0; place < customers; place++) ownerOf.fill(place, firstCard[place], firstCard[place + 1])
  const isReachable = Uint8Array.from({ length: customers }, (_, place) => (mobileOf(place) === null ? 0 : 1))
  const hasSms = ownerOf.map((owner, card) => (isReachable[owner] && chance(card, 41, 0.86) ? 1 : 0))
  const app = ownerOf.map((owner, card) => (isReachable[owner] ? appStateAt(card) : 0))
  const now = new Date(base.nowMs)
  const sinceMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS + 1, 1)
  return {
    ...base,
    sinceMs,
    known: drawKnownCards(keys, Math.min(KNOWN_CARDS, cards)),
    firstCard,
    ownerOf,
    hasSms,
    app,
  }
}

function countCards(place: number): number {
  const drawn = unit(place, 42)
  if (drawn < 0.84) return 1
  return drawn < 0.97 ? 2 : 3
}

function appStateAt(card: number): number {
  if (!chance(card, 43, 0.27)) return 0
  const drawn = unit(card, 44)
  if (drawn < 0.88) return 1
  if (drawn < 0.93) return 2
  return drawn < 0.98 ? 3 : 4
}

function drawKnownCards(keys: ChannelKeys, count: number): KnownCard[] {
  const random = seededRandom(SEED + 1)
  const taken = new Set<string>()
  return Array.from({ length: count }, () => {
    const pan = drawUnique(taken, () => drawPan(random))
    return {
      pan,
      fingerprint: panFingerprint(keys, pan).toString('hex'),
      firstGuardId: guardIdOf(keys, pan, 'first'),
      secondGuardId: guardIdOf(keys, pan, 'second'),
    }
  })
}
