import type { AuditAction } from '#domain/operator/audit.ts'
import type { DemoOperator } from './operators.ts'
import type { Crowd, CrowdCard } from './plan-crowd.ts'
import type { Row } from './seed-repository.ts'
import { MINUTE_MS, type World } from './world.ts'

/** What ATMs, the app and the staff did on the crowd's records, as their acts would have been recorded. */
export function staffActs(world: World, { cards }: Crowd, operators: DemoOperator[]): Row[] {
  const clerks = operators.filter(({ role }) => role === 'branch')
  return cards.flatMap((each) => {
    const rows: Row[] = []
    if (each.sms) rows.push(atmAct(world, each, 'enrollment.opened', each.sinceMs, { method: 'sms' }))
    if (each.app === 'active') {
      rows.push(atmAct(world, each, 'activation_token.issued', each.sinceMs, { method: 'app' }))
      rows.push(atmAct(world, each, 'activation.confirmed', each.sinceMs + 5 * MINUTE_MS, { method: 'app' }))
    }
    if (each.app === 'device_deactivated') rows.push(clerkAct(world, each, world.random.pick(clerks)))
    return rows
  })
}

function atmAct(world: World, { card, customer }: CrowdCard, action: AuditAction, atMs: number, data: object): Row {
  return {
    ...eventRow(world, atMs, action, customer.id, card.id),
    actor_kind: 'channel',
    actor_id: 'atm-demo',
    actor_name: 'شبکهٔ خودپرداز',
    actor_role: null,
    branch_name: null,
    reason: null,
    proof: null,
    data: { terminalId: '00410001', last4: card.pan.slice(-4), pinKind: 'second', ...data },
  }
}

function clerkAct(world: World, { card, customer, deviceId }: CrowdCard, clerk: DemoOperator): Row {
  return {
    ...eventRow(
      world,
      world.nowMs - world.random.between(2_000, 40_000) * MINUTE_MS,
      'device.deactivated',
      customer.id,
      card.id,
    ),
    actor_kind: 'operator',
    actor_id: clerk.id,
    actor_name: clerk.name,
    actor_role: clerk.role,
    branch_name: clerk.branchName,
    subject_kind: 'device',
    subject_id: deviceId ?? null,
    reason: world.random.pick(['گوشی گم شده است', 'گوشی فروخته شده است', 'تعویض گوشی']),
    proof: 'card_and_pin',
    data: { last4: card.pan.slice(-4), pinKind: 'second', method: 'app' },
  }
}

function eventRow({ random }: World, atMs: number, action: AuditAction, customerId: string, cardId: string): Row {
  return {
    id: random.id(atMs),
    at: new Date(atMs),
    action,
    customer_id: customerId,
    card_id: cardId,
    subject_kind: null,
    subject_id: null,
    ip: null,
    request_id: random.id(atMs),
    xid: '3',
  }
}
