import { tehranDay } from '#domain/calendar/tehran-time.ts'
import { at, type Transaction } from '#server/database.ts'
import type { SeedCard, SeedCustomer } from './customer-rows.ts'
import { activationRows, deviceRow, enrollmentRow, smsRow, tokenRows } from './enrollment-rows.ts'
import { lockedEventRow, wrongTryRow } from './locked-rows.ts'
import { insertRows } from './seed-repository.ts'
import { DAY_MS, MINUTE_MS, type World } from './world.ts'

export type PersonaName =
  | 'plain'
  | 'not-sms-member'
  | 'sms-only'
  | 'app-active'
  | 'token-expired'
  | 'locked'
  | 'device-deactivated'
  | 'two-cards'
  | 'card-blocked'
  | 'no-mobile'
  | `unenrolled-${string}`

/** Puts the persona into the state that its name says; who is only named for what they are not stays untouched. */
export async function enrollPersona(
  tx: Transaction,
  world: World,
  persona: PersonaName,
  customer: SeedCustomer,
): Promise<void> {
  const [card] = customer.cards
  if (!card) return
  const sinceMs = world.nowMs - 40 * DAY_MS
  if (['sms-only', 'locked', 'card-blocked'].includes(persona)) await enrollSms(tx, world, customer, card, sinceMs)
  if (persona === 'app-active' || persona === 'locked') await enrollApp(tx, world, customer, card, sinceMs)
  if (persona === 'device-deactivated') await enrollApp(tx, world, customer, card, sinceMs, world.nowMs - 3 * DAY_MS)
  if (persona === 'token-expired') await issueExpiredToken(tx, world, customer, card)
  if (persona === 'locked') await closeAppCodes(tx, world, customer, card)
}

async function enrollSms(
  tx: Transaction,
  world: World,
  customer: SeedCustomer,
  card: SeedCard,
  atMs: number,
): Promise<void> {
  await insertRows(tx, 'enrollment', [
    enrollmentRow(world, { card, customer, pinKind: 'second', method: 'sms', status: 'active', atMs }),
  ])
}

async function enrollApp(
  tx: Transaction,
  world: World,
  customer: SeedCustomer,
  card: SeedCard,
  atMs: number,
  endedAtMs?: number,
): Promise<void> {
  const status = endedAtMs === undefined ? 'active' : 'deactivated'
  const enrollment = enrollmentRow(world, { card, customer, pinKind: 'second', method: 'app', status, atMs, endedAtMs })
  const device = deviceRow(world, { mobile: customer.mobile ?? '', status, atMs: atMs - 5 * MINUTE_MS, endedAtMs })
  const { token, sms } = tokenRows(world, {
    enrollmentId: enrollment.id,
    cardId: card.id,
    customer,
    status: 'confirmed',
    terminalId: '00410001',
    atMs,
  })
  const ended = endedAtMs === undefined ? undefined : { atMs: endedAtMs, reason: 'device_deactivated' }
  const bound = {
    enrollmentId: enrollment.id,
    cardId: card.id,
    deviceId: device.id,
    tokenId: token.id,
    atMs: atMs + 4 * MINUTE_MS,
    ended,
  }
  const { activation, secret } = activationRows(world, bound)
  await insertRows(tx, 'enrollment', [enrollment])
  await insertRows(tx, 'device', [device])
  await insertRows(tx, 'activation_token', [token])
  await insertRows(tx, 'sms_message', [sms])
  await insertRows(tx, 'activation', [activation])
  await insertRows(tx, 'enrollment_secret', [secret])
}

async function issueExpiredToken(tx: Transaction, world: World, customer: SeedCustomer, card: SeedCard): Promise<void> {
  const atMs = world.nowMs - 2 * DAY_MS
  const enrollment = enrollmentRow(world, { card, customer, pinKind: 'second', method: 'app', status: 'pending', atMs })
  const device = deviceRow(world, { mobile: customer.mobile ?? '', status: 'registered', atMs: atMs - 5 * MINUTE_MS })
  const { token, sms } = tokenRows(world, {
    enrollmentId: enrollment.id,
    cardId: card.id,
    customer,
    status: 'expired',
    terminalId: '00410001',
    atMs,
  })
  await insertRows(tx, 'enrollment', [enrollment])
  await insertRows(tx, 'device', [device])
  await insertRows(tx, 'activation_token', [token])
  await insertRows(tx, 'sms_message', [sms])
}

/** Five wrong codes in a row for the third time: app codes are closed for a day, recorded and told. */
async function closeAppCodes(tx: Transaction, world: World, customer: SeedCustomer, card: SeedCard): Promise<void> {
  const { nowMs } = world
  const lockedAtMs = nowMs - 20 * MINUTE_MS
  const untilMs = lockedAtMs + DAY_MS
  await tx.query(
    `UPDATE guard SET version = version + 1, held_count = 15, day_count = 5, day = $2, closing_step = 3,
       app_closed_until = $3, last_counted_at = $4 WHERE id = $1`,
    [card.guardIds.second, tehranDay(lockedAtMs), at(untilMs), at(lockedAtMs)],
  )
  const tries = [4, 3, 2, 1, 0].map((ago) => wrongTryRow(world, { customer, card, atMs: lockedAtMs - ago * 35_000 }))
  await insertRows(tx, 'verification', tries)
  await insertRows(tx, 'audit_event', [lockedEventRow(world, { customer, card, atMs: lockedAtMs, untilMs })])
  const notice = {
    id: world.random.id(lockedAtMs),
    atMs: lockedAtMs,
    customer,
    template: 'notice',
    deliveredAfterMs: 3_000,
  }
  await insertRows(tx, 'sms_message', [{ ...smsRow(notice), notice_kind: 'locked' }])
}
