import { makeCardPlan, type SeedCard, type SeedCustomer } from './customer-rows.ts'
import { drawMobile, drawName, drawNationalId, drawPan, drawUnique } from './people.ts'
import type { Branch } from './places.ts'
import { CROWD_SIZE } from './size.ts'
import { DAY_MS, type World } from './world.ts'

export type AppState = 'none' | 'active' | 'pending' | 'device_deactivated'
export type CrowdCard = {
  customer: SeedCustomer
  card: SeedCard
  sms: boolean
  app: AppState
  sinceMs: number
  suspended: boolean
  enrollmentIds: { sms?: string; app?: string }
  deviceId?: string
  activationId?: string
}
export type Crowd = { customers: SeedCustomer[]; cards: CrowdCard[] }

/** Two thousand and some customers of all branches: most with SMS, a third with the app, a few in trouble. */
export function planCrowd(world: World, branches: Branch[]): Crowd {
  const { random, nowMs } = world
  const taken = new Set<string>()
  // The branch where the personas bank has twice as many customers as any other: newcomers and tests work there.
  const pickBranch = (drawn: Branch, index: number): Branch => (index % 10 === 0 ? (branches[0] ?? drawn) : drawn)
  const customers = Array.from({ length: CROWD_SIZE }, (_, index): SeedCustomer => {
    const createdAtMs = nowMs - random.between(60, 900) * DAY_MS
    const cardCount = random.chance(0.72) ? 1 : random.chance(0.8) ? 2 : 3
    return {
      id: random.id(createdAtMs),
      name: drawName(random),
      customerNumber: String(2_000_000 + index * 7 + random.between(0, 6)),
      nationalId: drawUnique(taken, () => drawNationalId(random)),
      mobile: random.chance(0.97) ? drawUnique(taken, () => drawMobile(random)) : null,
      smsMember: random.chance(0.9),
      branch: pickBranch(random.pick(branches), index),
      createdAtMs,
      cards: Array.from({ length: cardCount }, () =>
        makeCardPlan(
          world,
          drawUnique(taken, () => drawPan(random)),
          random.chance(0.03) ? 'blocked' : 'active',
          nowMs + random.between(-20, 1_400) * DAY_MS,
        ),
      ),
    }
  })
  return {
    customers,
    cards: customers.flatMap((customer) => customer.cards.map((card) => planCard(world, customer, card))),
  }
}

function planCard({ random, nowMs }: World, customer: SeedCustomer, card: SeedCard): CrowdCard {
  const reachable = customer.mobile !== null
  return {
    customer,
    card,
    sms: reachable && customer.smsMember && random.chance(0.74),
    app:
      reachable && random.chance(0.36)
        ? random.pick(['active', 'active', 'active', 'active', 'active', 'pending', 'device_deactivated'])
        : 'none',
    sinceMs: nowMs - random.between(36, 58) * DAY_MS,
    suspended: random.chance(0.008),
    enrollmentIds: {},
  }
}
