import type { Transaction } from '#server/database.ts'
import { guardRow, insertCustomers } from './customer-rows.ts'
import { activationRows, deviceRow, enrollmentRow, tokenRows } from './enrollment-rows.ts'
import type { Crowd, CrowdCard } from './plan-crowd.ts'
import { insertRows, type Row } from './seed-repository.ts'
import { DAY_MS, MINUTE_MS, type World } from './world.ts'

type Tables = Record<
  'enrollment' | 'device' | 'activation_token' | 'sms_message' | 'activation' | 'enrollment_secret' | 'audit_event',
  Row[]
>

export async function makeCrowd(tx: Transaction, world: World, { customers, cards }: Crowd): Promise<void> {
  await insertCustomers(
    tx,
    world,
    customers,
    cards.map((each) => ({ ...each, guards: guardsOf(world, each) })),
  )
  const tables: Tables = {
    enrollment: [],
    device: [],
    activation_token: [],
    sms_message: [],
    activation: [],
    enrollment_secret: [],
    audit_event: [],
  }
  for (const each of cards) {
    if (each.sms) enrollSms(world, tables, each)
    if (each.app !== 'none') enrollApp(world, tables, each)
  }
  for (const [table, rows] of Object.entries(tables)) await insertRows(tx, table, rows)
}

function guardsOf({ random, nowMs }: World, { card, app, suspended }: CrowdCard): Row[] {
  const locked = app === 'active' && random.chance(0.02)
  const overlay: Row = {
    suspended_at: suspended ? new Date(nowMs - 2 * DAY_MS) : null,
    closing_step: locked ? 2 : 0,
    app_closed_until: locked ? new Date(nowMs + random.between(10, 600) * MINUTE_MS) : null,
    last_counted_at: locked ? new Date(nowMs - 15 * MINUTE_MS) : null,
  }
  return [
    guardRow(card, 'first', {
      ...overlay,
      suspended_at: null,
      closing_step: 0,
      app_closed_until: null,
      last_counted_at: null,
    }),
    guardRow(card, 'second', overlay),
  ]
}

function enrollSms(world: World, tables: Tables, each: CrowdCard): void {
  const { card, customer, sinceMs, suspended } = each
  const row = enrollmentRow(world, {
    card,
    customer,
    pinKind: 'second',
    method: 'sms',
    status: suspended ? 'suspended' : 'active',
    atMs: sinceMs,
  })
  each.enrollmentIds.sms = row.id
  tables.enrollment.push(row)
}

function enrollApp(world: World, tables: Tables, each: CrowdCard): void {
  const { card, customer, app, suspended } = each
  const { random, nowMs } = world
  const atMs = app === 'pending' ? nowMs - random.between(30, 1_200) * MINUTE_MS : each.sinceMs
  const endedAtMs = app === 'device_deactivated' ? nowMs - random.between(1, 30) * DAY_MS : undefined
  const status = app === 'device_deactivated' ? 'deactivated' : app === 'active' && suspended ? 'suspended' : app
  const enrollment = enrollmentRow(world, {
    card,
    customer,
    pinKind: 'second',
    method: 'app',
    status: status as 'active',
    atMs,
    endedAtMs,
  })
  const terminalId = `0041${String(random.between(1, 60)).padStart(4, '0')}`
  const tokenStatus = app === 'pending' ? 'issued' : 'confirmed'
  const { token, sms } = tokenRows(world, {
    enrollmentId: enrollment.id,
    cardId: card.id,
    customer,
    status: tokenStatus,
    terminalId,
    atMs,
  })
  const deviceStatus = app === 'pending' ? 'registered' : app === 'active' ? 'active' : 'deactivated'
  const device = deviceRow(world, {
    mobile: customer.mobile ?? '',
    status: deviceStatus,
    atMs: atMs - 6 * MINUTE_MS,
    endedAtMs,
  })
  tables.enrollment.push(enrollment)
  tables.activation_token.push(token)
  tables.sms_message.push(sms)
  tables.device.push(device)
  each.enrollmentIds.app = enrollment.id
  each.deviceId = device.id
  if (app === 'pending') return
  const ended = endedAtMs === undefined ? undefined : { atMs: endedAtMs, reason: 'device_deactivated' }
  const { activation, secret } = activationRows(world, {
    enrollmentId: enrollment.id,
    cardId: card.id,
    deviceId: device.id,
    tokenId: token.id,
    atMs: atMs + 4 * MINUTE_MS,
    ended,
  })
  each.activationId = String(activation.id)
  tables.activation.push(activation)
  tables.enrollment_secret.push(secret)
}
