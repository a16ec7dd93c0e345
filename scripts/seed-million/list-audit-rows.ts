import type { Row } from './copy-rows.ts'
import * as of from './describe-people.ts'
import { idAt } from './make-ids.ts'
import { mix, pick } from './mix-numbers.ts'
import type { Plan } from './plan-million.ts'

const atAtm = ['enrollment.opened', 'activation_token.issued', 'activation.redeemed', 'activation.confirmed'] as const
const atDesk = [
  'customer.viewed',
  'customer.viewed',
  'customer.viewed',
  'guard.unlocked',
  'customer.revealed',
  'activation_token.reprinted',
] as const
const reasons = ['مشتری به شعبه آمد', 'تماس با پشتیبانی', 'رمز نمی‌رسد', 'گوشی عوض شده است']

/** What an ATM did, what a member of staff did on a customer's record, or a search, which has no customer. */
export function auditRow(plan: Plan, n: number, atMs: number): Row {
  const customer = mix(n, 111) % plan.size.customers
  const card = plan.firstCard[customer] ?? 0
  const shared = { id: idAt(atMs, 'auditEvent', n), at: of.iso(atMs), request_id: idAt(atMs, 'request', n) }
  const record = { customer_id: of.customerIdOf(plan, customer), card_id: of.cardIdOf(plan, card) }
  if (mix(n, 112) % 10 < 6) {
    const actor = {
      actor_kind: 'channel',
      actor_id: 'atm-demo',
      actor_name: 'شبکهٔ خودپرداز',
      actor_role: null,
      branch_name: null,
    }
    const data = JSON.stringify({
      terminalId: '00410001',
      last4: of.last4Of(plan, card),
      pinKind: 'second',
      method: 'app',
    })
    return { ...shared, ...actor, action: pick(atAtm, n, 113), ...record, reason: null, data }
  }
  const { id, name, role, branchName } = pick(plan.operators, n, 114)
  const actor = { actor_kind: 'operator', actor_id: id, actor_name: name, actor_role: role, branch_name: branchName }
  if (mix(n, 115) % 2 === 0) {
    const data = '{"kinds":["name"],"found":20,"more":true}'
    return { ...shared, ...actor, action: 'customer.found', customer_id: null, card_id: null, reason: null, data }
  }
  return { ...shared, ...actor, action: pick(atDesk, n, 116), ...record, reason: pick(reasons, n, 117), data: '{}' }
}
