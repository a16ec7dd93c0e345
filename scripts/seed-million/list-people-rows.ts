import { searchKey } from '#domain/text/text-folding.ts'
import { DAY_MS, MINUTE_MS } from '../../prisma/seed/world.ts'
import { bytea, type Row } from './copy-rows.ts'
import * as of from './describe-people.ts'
import { nameOf } from './draw-names.ts'
import { bytesAt } from './make-ids.ts'
import { between, chance, mix, unit } from './mix-numbers.ts'
import type { Plan } from './plan-million.ts'

const { iso, isoOrNull } = of

export function* customerRows(plan: Plan): Generator<Row> {
  for (let customer = 0; customer < plan.size.customers; customer++) {
    const name = nameOf(customer)
    yield {
      id: of.customerIdOf(plan, customer),
      customer_number: of.customerNumberOf(customer),
      national_id: of.nationalIdOf(customer),
      name,
      name_search: searchKey(name),
      mobile: of.mobileOf(customer),
      sms_member: chance(customer, 25, 0.93) ? 't' : 'f',
      branch_id: of.branchIdOf(plan, customer),
      cooling_off_until: chance(customer, 26, 0.0005)
        ? iso(plan.nowMs + between(customer, 27, 1, 47) * 1_800_000)
        : null,
      created_at: iso(of.customerSinceMs(plan, customer)),
    }
  }
}

export function* cardRows(plan: Plan): Generator<Row> {
  for (const [card, customer] of plan.ownerOf.entries()) {
    yield {
      id: of.cardIdOf(plan, card),
      customer_id: of.customerIdOf(plan, customer),
      bin: of.BIN,
      last4: of.last4Of(plan, card),
      status: statusOf(card),
      expires_at: iso(of.cardExpiresAtMs(plan, card)),
      created_at: iso(of.cardSinceMs(plan, card)),
    }
  }
}

/** Those of the known cards are what their numbers make; the others are bytes that no number makes. */
export function* fingerprintRows(plan: Plan): Generator<Row> {
  for (const card of plan.ownerOf.keys()) {
    const fingerprint = plan.known[card]?.fingerprint ?? bytesAt('card', card)
    yield { fingerprint: bytea(fingerprint), card_id: of.cardIdOf(plan, card) }
  }
}

export function* guardRows(plan: Plan): Generator<Row> {
  for (const card of plan.ownerOf.keys()) {
    const shared = {
      card_id: of.cardIdOf(plan, card),
      version: mix(card, 62) % 40,
      card_status: statusOf(card),
      card_expires_at: iso(of.cardExpiresAtMs(plan, card)),
    }
    yield { id: of.firstGuardIdOf(plan, card), pin_kind: 'first', ...shared, ...closedOf(plan, -1) }
    yield { id: of.secondGuardIdOf(plan, card), pin_kind: 'second', ...shared, ...closedOf(plan, card) }
  }
}

function statusOf(card: number): 'active' | 'blocked' {
  return chance(card, 61, 0.02) ? 'blocked' : 'active'
}

/** A few are closed for a while, held for the bank, or suspended. */
function closedOf({ nowMs }: Plan, card: number): Row {
  const drawn = card < 0 ? 1 : unit(card, 63)
  const untilMs = nowMs + between(card, 64, 5, 900) * MINUTE_MS
  const tries = drawn < 0.005 ? between(card, 65, 5, 20) : 0
  return {
    suspended_at: drawn > 0.992 && card >= 0 ? iso(nowMs - between(card, 66, 1, 200) * DAY_MS) : null,
    run_count: tries,
    held_count: drawn < 0.0003 ? 100 : tries,
    day_count: tries,
    app_closed_until: drawn < 0.004 ? iso(untilMs) : null,
    all_closed_until: drawn < 0.001 ? iso(untilMs) : null,
    held_since: isoOrNull(drawn < 0.0003 ? nowMs - between(card, 67, 1, 20) * DAY_MS : null),
    last_counted_at: tries > 0 ? iso(nowMs - between(card, 68, 1, 600) * MINUTE_MS) : null,
  }
}
