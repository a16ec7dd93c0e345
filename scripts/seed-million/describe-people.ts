import { nationalIdCheckDigit } from '#domain/enrollment/national-id.ts'
import { DAY_MS } from '../../prisma/seed/world.ts'
import { formatInstant } from './format-instant.ts'
import { guardIdAt, idAt } from './make-ids.ts'
import { between, chance, mix, pickSkewed, unit } from './mix-numbers.ts'
import type { Plan } from './plan-million.ts'

const YEARS_MS = 12 * 365 * DAY_MS
export const BIN = '507677'
const mobileStarts = '912 913 914 915 916 917 918 919 935 936 937 938 939 990 991 921 922 930 933 901'.split(' ')

export { formatInstant as iso }
export const isoOrNull = (atMs: number | null): string | null => (atMs === null ? null : formatInstant(atMs))

/** Older customers first, as they came; the last a month before the history begins. */
export function customerSinceMs({ sinceMs, size }: Plan, customer: number): number {
  return Math.floor(sinceMs - 30 * DAY_MS - YEARS_MS * (1 - customer / size.customers))
}

export function customerIdOf(plan: Plan, customer: number): string {
  return idAt(customerSinceMs(plan, customer), 'customer', customer)
}

export function customerNumberOf(customer: number): string {
  return String(20_000_000 + customer * 7 + (mix(customer, 21) % 7))
}

/** Steps that have no divisor in common with what they go round let no two customers share a number. */
export function nationalIdOf(customer: number): string {
  const body = String((customer * 387_420_489 + 1_234_567) % 1_000_000_000).padStart(9, '0')
  return body + nationalIdCheckDigit(body)
}

/** One in a hundred shares the number of the customer before; three in a hundred have none. */
export function mobileOf(customer: number): string | null {
  if (chance(customer, 22, 0.03)) return null
  const owner = customer > 0 && chance(customer, 23, 0.01) ? customer - 1 : customer
  const drawn = (owner * 73_687_861 + 5_555_555) % (mobileStarts.length * 10_000_000)
  return `+98${mobileStarts[Math.floor(drawn / 10_000_000)]}${String(drawn % 10_000_000).padStart(7, '0')}`
}

/** Only who has a number has an app. */
export function appMobileOf(customer: number): string {
  const mobile = mobileOf(customer)
  if (mobile === null) throw new Error(`customer ${customer} has an app and no number`)
  return mobile
}

export function branchIdOf({ branches }: Plan, customer: number): string {
  return pickSkewed(branches, customer, 24).id
}

export function cardIdOf(plan: Plan, card: number): string {
  return idAt(cardSinceMs(plan, card), 'card', card)
}

export function cardSinceMs(plan: Plan, card: number): number {
  return (
    customerSinceMs(plan, plan.ownerOf[card] ?? 0) +
    3_600_000 * (1 + (card - (plan.firstCard[plan.ownerOf[card] ?? 0] ?? 0)))
  )
}

export function last4Of({ known }: Plan, card: number): string {
  return known[card]?.pan.slice(-4) ?? String(mix(card, 51) % 10_000).padStart(4, '0')
}

export function maskedOf(plan: Plan, card: number): string {
  return `${BIN}******${last4Of(plan, card)}`
}

export function firstGuardIdOf({ known }: Plan, card: number): string {
  return known[card]?.firstGuardId ?? guardIdAt('firstGuard', card)
}

export function secondGuardIdOf({ known }: Plan, card: number): string {
  return known[card]?.secondGuardId ?? guardIdAt('secondGuard', card)
}

export function cardExpiresAtMs({ nowMs }: Plan, card: number): number {
  return nowMs + between(card, 52, -30, 1_400) * DAY_MS
}

export function smsEnrollmentIdOf(plan: Plan, card: number): string {
  return idAt(smsSinceMs(plan, card), 'smsEnrollment', card)
}

export function smsSinceMs(plan: Plan, card: number): number {
  return cardSinceMs(plan, card) + DAY_MS
}

/** Half of the apps came before the history, half within it where SMS was there before; a pending one is of these days. */
export function appSinceMs(plan: Plan, card: number): number {
  const { nowMs, sinceMs } = plan
  if (plan.app[card] === 2) return nowMs - between(card, 53, 1, 40) * 1_800_000
  const span = nowMs - DAY_MS - sinceMs
  return Math.floor(sinceMs + span * (plan.hasSms[card] ? unit(card, 54) * 2 - 1 : -unit(card, 54)) - DAY_MS)
}

export function appEnrollmentIdOf(plan: Plan, card: number): string {
  return idAt(appSinceMs(plan, card), 'appEnrollment', card)
}

export function deviceIdOf(plan: Plan, card: number): string {
  return idAt(appSinceMs(plan, card) - 600_000, 'device', card)
}

export function activationIdOf(plan: Plan, card: number): string {
  return idAt(appSinceMs(plan, card) + 240_000, 'activation', card)
}
