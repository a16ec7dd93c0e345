import { searchKey } from '#domain/text/text-folding.ts'
import type { Transaction } from '#server/database.ts'
import { guardIdOf, panFingerprint } from '#server/keys.ts'
import type { Branch } from './places.ts'
import { insertRows, type Row } from './seed-repository.ts'
import type { World } from './world.ts'

export type SeedCard = {
  id: string
  pan: string
  status: 'active' | 'blocked'
  expiresAtMs: number
  guardIds: { first: string; second: string }
}
export type SeedCustomer = {
  id: string
  name: string
  customerNumber: string
  nationalId: string
  mobile: string | null
  smsMember: boolean
  branch: Branch
  createdAtMs: number
  cards: SeedCard[]
}

export function makeCardPlan(world: World, pan: string, status: 'active' | 'blocked', expiresAtMs: number): SeedCard {
  const guardIds = { first: guardIdOf(world.keys, pan, 'first'), second: guardIdOf(world.keys, pan, 'second') }
  return { id: world.random.id(world.nowMs), pan, status, expiresAtMs, guardIds }
}

function customerRow(customer: SeedCustomer): Row {
  return {
    id: customer.id,
    customer_number: customer.customerNumber,
    national_id: customer.nationalId,
    name: customer.name,
    name_search: searchKey(customer.name),
    mobile: customer.mobile,
    sms_member: customer.smsMember,
    branch_id: customer.branch.id,
    created_at: new Date(customer.createdAtMs),
  }
}

function cardRow(customer: SeedCustomer, card: SeedCard): Row {
  return {
    id: card.id,
    customer_id: customer.id,
    bin: card.pan.slice(0, 6),
    last4: card.pan.slice(-4),
    status: card.status,
    expires_at: new Date(card.expiresAtMs),
    created_at: new Date(customer.createdAtMs),
  }
}

function fingerprintRow(world: World, card: SeedCard): Row {
  return { fingerprint: panFingerprint(world.keys, card.pan), card_id: card.id }
}

export function guardRow(card: SeedCard, pinKind: 'first' | 'second', overlay: Row = {}): Row {
  return {
    id: card.guardIds[pinKind],
    card_id: card.id,
    pin_kind: pinKind,
    version: 0,
    card_status: card.status,
    card_expires_at: new Date(card.expiresAtMs),
    run_count: 0,
    held_count: 0,
    day_count: 0,
    closing_step: 0,
    ...overlay,
  }
}

type Guarded = { customer: SeedCustomer; card: SeedCard; guards: Row[] }

/** Customers with their cards, fingerprints and both guards of each card. */
export async function insertCustomers(
  tx: Transaction,
  world: World,
  customers: SeedCustomer[],
  cards: Guarded[],
): Promise<void> {
  const rowsOf = (make: (each: Guarded) => Row): Row[] => cards.map(make)
  await insertRows(tx, 'customer', customers.map(customerRow))
  await insertRows(
    tx,
    'card',
    rowsOf(({ customer, card }) => cardRow(customer, card)),
  )
  await insertRows(
    tx,
    'card_fingerprint',
    rowsOf(({ card }) => fingerprintRow(world, card)),
  )
  await insertRows(
    tx,
    'guard',
    cards.flatMap(({ guards }) => guards),
  )
}
