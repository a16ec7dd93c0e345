import * as of from './describe-people.ts'
import type { Plan } from './plan-million.ts'

/** What every payment of a card repeats, some of it as several cells of a line in one. */
export type CardFacts = {
  /** guard_id, card_id, customer_id */
  record: string
  customerId: string
  masked: string
  mobile: string | null
  smsEnrollmentId: string
  appSinceMs: number
  /** enrollment_id, activation_id, device_id */
  binding: string
}

const nothing = { appSinceMs: Number.POSITIVE_INFINITY, binding: '' }

/** Made once for each card, at its first payment. */
export function rememberCards(plan: Plan): (card: number) => CardFacts {
  const known: (CardFacts | undefined)[] = new Array(plan.ownerOf.length)
  return (card) => {
    const facts = known[card] ?? readFacts(plan, card)
    known[card] = facts
    return facts
  }
}

function readFacts(plan: Plan, card: number): CardFacts {
  const customer = plan.ownerOf[card] ?? 0
  const customerId = of.customerIdOf(plan, customer)
  return {
    record: [of.secondGuardIdOf(plan, card), of.cardIdOf(plan, card), customerId].join('\t'),
    customerId,
    masked: of.maskedOf(plan, card),
    mobile: of.mobileOf(customer),
    smsEnrollmentId: of.smsEnrollmentIdOf(plan, card),
    ...(plan.app[card] === 1 ? readBinding(plan, card) : nothing),
  }
}

function readBinding(plan: Plan, card: number): Pick<CardFacts, 'appSinceMs' | 'binding'> {
  const ids = [of.appEnrollmentIdOf(plan, card), of.activationIdOf(plan, card), of.deviceIdOf(plan, card)]
  return { appSinceMs: of.appSinceMs(plan, card), binding: ids.join('\t') }
}
