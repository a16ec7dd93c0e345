import { maskCard } from '#domain/card/card-number.ts'
import type { SeedCard, SeedCustomer } from './customer-rows.ts'
import type { Row } from './seed-repository.ts'
import type { World } from './world.ts'

type Of = { customer: SeedCustomer; card: SeedCard; atMs: number }

/** A stranger's guess at a shop's terminal. */
export function wrongTryRow({ random }: World, { customer, card, atMs }: Of): Row {
  return {
    id: random.id(atMs),
    at: new Date(atMs),
    guard_id: card.guardIds.second,
    card_id: card.id,
    customer_id: customer.id,
    card_masked: maskCard({ bin: card.pan.slice(0, 6), last4: card.pan.slice(-4) }),
    pin_kind: 'second',
    outcome: 'rejected',
    reason: 'code_mismatch',
    response_code: '55',
    counted: true,
    process_type: 'purchase',
    amount: 9_990_000,
    merchant_id: 'M9044',
    terminal_id: '900144',
    channel_client_id: 'gateway-demo',
    client_ip: '5.120.44.7',
    details: {},
    xid: '3',
  }
}

/** What the closing left in the audit, as the verification that caused it writes it. */
export function lockedEventRow({ random }: World, { customer, card, atMs, untilMs }: Of & { untilMs: number }): Row {
  return {
    id: random.id(atMs),
    at: new Date(atMs),
    actor_kind: 'channel',
    actor_id: 'gateway-demo',
    actor_name: 'درگاه پرداخت',
    action: 'guard.locked',
    customer_id: customer.id,
    card_id: card.id,
    subject_kind: 'guard',
    subject_id: card.guardIds.second,
    data: { closed: 'app', untilMs, pinKind: 'second', terminalId: '900144', last4: card.pan.slice(-4) },
    request_id: random.id(atMs),
    xid: '3',
  }
}
