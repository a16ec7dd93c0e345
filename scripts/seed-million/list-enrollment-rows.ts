import { DAY_MS } from '../../prisma/seed/world.ts'
import { bytea, type Row } from './copy-rows.ts'
import * as of from './describe-people.ts'
import { bytesAt, type IdKind, idAt } from './make-ids.ts'
import { chance, mix, pick } from './mix-numbers.ts'
import { appStates, type Plan } from './plan-million.ts'

const { iso, isoOrNull } = of
const models = [
  ['android', 'Samsung Galaxy A54'],
  ['android', 'Xiaomi Redmi Note 12'],
  ['android', 'Samsung Galaxy S23'],
  ['ios', 'iPhone 13'],
  ['ios', 'iPhone 11'],
  ['web', 'Chrome روی Android'],
] as const

/** An app's enrollment of one PIN with the ids that hang on it; `state` is a word of `appStates`. */
export type AppEnrollment = {
  card: number
  state: (typeof appStates)[number]
  atMs: number
  endedAtMs: number | null
  pinKind: 'first' | 'second'
  enrollmentId: string
  tokenId: string
  activationId: string
  token: IdKind
}

/** The second PIN's of every card with an app, and the first PIN's of every sixth of them, on the same device. */
export function* appEnrollments(plan: Plan): Generator<AppEnrollment> {
  for (const [card, code] of plan.app.entries()) {
    const state = appStates[code] ?? 'none'
    if (state === 'none') continue
    const atMs = of.appSinceMs(plan, card)
    const endedAtMs = state === 'deactivated' ? Math.floor(atMs + (plan.nowMs - atMs) * 0.7) : null
    const shared = { card, state, atMs, endedAtMs }
    yield {
      ...shared,
      pinKind: 'second',
      enrollmentId: of.appEnrollmentIdOf(plan, card),
      tokenId: idAt(atMs, 'token', card),
      activationId: of.activationIdOf(plan, card),
      token: 'token',
    }
    if (state !== 'active' || mix(card, 71) % 6 !== 0) continue
    yield {
      ...shared,
      pinKind: 'first',
      enrollmentId: idAt(atMs, 'firstPinEnrollment', card),
      tokenId: idAt(atMs, 'firstPinToken', card),
      activationId: idAt(atMs + 240_000, 'firstPinActivation', card),
      token: 'firstPinToken',
    }
  }
}

export function* enrollmentRows(plan: Plan): Generator<Row> {
  for (const [card, customer] of plan.ownerOf.entries()) {
    if (!plan.hasSms[card]) continue
    const sinceMs = of.smsSinceMs(plan, card)
    const shared = { card_id: of.cardIdOf(plan, card), customer_id: of.customerIdOf(plan, customer) }
    yield {
      id: of.smsEnrollmentIdOf(plan, card),
      ...shared,
      pin_kind: 'second',
      method: 'sms',
      ...stateOf('active', sinceMs, null),
    }
  }
  for (const each of appEnrollments(plan)) {
    const shared = {
      card_id: of.cardIdOf(plan, each.card),
      customer_id: of.customerIdOf(plan, plan.ownerOf[each.card] ?? 0),
    }
    yield {
      id: each.enrollmentId,
      ...shared,
      pin_kind: each.pinKind,
      method: 'app',
      ...stateOf(each.state, each.atMs, each.endedAtMs),
    }
  }
}

function stateOf(state: string, atMs: number, endedAtMs: number | null): Row {
  return {
    status: state,
    created_at: iso(atMs),
    activated_at: state === 'pending' ? null : iso(atMs + 300_000),
    deactivated_at: isoOrNull(endedAtMs),
    deactivated_reason: endedAtMs === null ? null : 'device_deactivated',
  }
}

/** No one holds the private halves of these keys. */
export function* deviceRows(plan: Plan): Generator<Row> {
  for (const { card, state, atMs, endedAtMs, pinKind } of appEnrollments(plan)) {
    if (pinKind === 'first') continue
    const [platform, model] = pick(models, card, 72)
    const key = `{"kty":"EC","crv":"P-256","x":"${bytesAt('device', card, 24)}","y":"${bytesAt('token', card, 24)}"}`
    yield {
      id: of.deviceIdOf(plan, card),
      mobile: of.appMobileOf(plan.ownerOf[card] ?? 0),
      platform,
      model,
      app_version: pick(['1.0.0', '1.0.2', '1.1.0'], card, 73),
      signing_key: key,
      agreement_key: key,
      status: state === 'pending' ? 'registered' : endedAtMs === null ? 'active' : 'deactivated',
      registered_at: iso(atMs - 600_000),
      activated_at: state === 'pending' ? null : iso(atMs + 300_000),
      ended_at: isoOrNull(endedAtMs),
      ended_reason: endedAtMs === null ? null : 'lost',
      last_seen_at: iso(endedAtMs ?? plan.nowMs - (mix(card, 74) % (20 * DAY_MS))),
    }
  }
}

export function* tokenRows(plan: Plan): Generator<Row> {
  for (const { card, state, atMs, enrollmentId, tokenId, token } of appEnrollments(plan)) {
    const customer = plan.ownerOf[card] ?? 0
    const clerk = chance(card, 75, 0.2)
      ? pick(
          plan.operators.filter(({ role }) => role === 'branch'),
          card,
          76,
        )
      : null
    yield {
      id: tokenId,
      enrollment_id: enrollmentId,
      card_id: of.cardIdOf(plan, card),
      customer_id: of.customerIdOf(plan, customer),
      mobile: of.appMobileOf(customer),
      status: state === 'pending' ? 'issued' : 'confirmed',
      terminal_id: clerk ? null : String(410_000 + (mix(card, 77) % 3_000)).padStart(8, '0'),
      operator_id: clerk?.id ?? null,
      receipt_custody: clerk ? 'printed' : 'answered_to_atm',
      tried: state === 'pending' ? 'f' : 't',
      sms_message_id: tokenSmsIdOf(card, token, atMs),
      submission_id: clerk ? tokenId : null,
      issued_at: iso(atMs),
      expires_at: iso(atMs + DAY_MS),
      redeemed_at: state === 'pending' ? null : iso(atMs + 240_000),
    }
  }
}

export function tokenSmsIdOf(card: number, token: IdKind, atMs: number): string {
  return idAt(atMs, 'tokenSms', token === 'token' ? card * 2 : card * 2 + 1)
}

/** MACs that no token makes. */
export function* tokenSecretRows(plan: Plan): Generator<Row> {
  for (const { card, tokenId, token } of appEnrollments(plan)) {
    const mac = bytea(bytesAt(token, card))
    yield { activation_token_id: tokenId, receipt_mac: mac, token_mac: mac }
  }
}

export function* activationRows(plan: Plan): Generator<Row> {
  for (const { card, state, atMs, endedAtMs, enrollmentId, tokenId, activationId } of appEnrollments(plan)) {
    if (state === 'pending') continue
    yield {
      id: activationId,
      enrollment_id: enrollmentId,
      card_id: of.cardIdOf(plan, card),
      device_id: of.deviceIdOf(plan, card),
      activation_token_id: tokenId,
      status: endedAtMs === null ? 'active' : 'ended',
      ended_reason: endedAtMs === null ? null : 'device_deactivated',
      last_time_step: Math.floor(plan.nowMs / 60_000) - (mix(card, 78) % 40_000),
      created_at: iso(atMs + 240_000),
      confirmed_at: iso(atMs + 300_000),
      ended_at: isoOrNull(endedAtMs),
    }
  }
}

/** Sealed with no key: as long as a real one, and opened by nobody. */
export function* secretRows(plan: Plan): Generator<Row> {
  for (const { card, state, activationId, pinKind, token } of appEnrollments(plan)) {
    if (state === 'pending') continue
    yield {
      activation_id: activationId,
      key_id: 'seeded',
      sealed: bytea(bytesAt(token, card, 60)),
      digits: pinKind === 'first' ? 6 : 7,
    }
  }
}
