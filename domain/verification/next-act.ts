import type { Reason } from '#domain/reason/reason.ts'

/** What staff can do about a reason, each a button of the customer's record. */
export const deskActs = [
  'reissue',
  'unlock',
  'unsuspend',
  'resynchronise',
  'deactivate_device',
  'lift_cooling_off',
  'open_complaint',
] as const
export type DeskAct = (typeof deskActs)[number]

/** Where there is nothing for staff to press: whose turn it is instead. */
export const turns = ['customer', 'atm', 'core_banking', 'waiting', 'operations', 'fraud'] as const
export type Turn = (typeof turns)[number]

export type NextAct = { readonly act: DeskAct; readonly turn: null } | { readonly act: null; readonly turn: Turn }

const press = (act: DeskAct): NextAct => ({ act, turn: null })
const turnOf = (turn: Turn): NextAct => ({ act: null, turn })

const nextActs: Readonly<Record<Reason, NextAct>> = {
  accepted: press('open_complaint'),
  card_unknown: turnOf('core_banking'),
  card_blocked: turnOf('core_banking'),
  card_expired: turnOf('core_banking'),
  not_enrolled: turnOf('atm'),
  no_live_code: turnOf('customer'),
  code_malformed: turnOf('customer'),
  code_mismatch: turnOf('customer'),
  code_expired: turnOf('customer'),
  code_superseded: turnOf('customer'),
  code_already_used: press('open_complaint'),
  code_attempts_exhausted: turnOf('customer'),
  amount_mismatch: turnOf('customer'),
  payee_mismatch: press('open_complaint'),
  process_type_mismatch: turnOf('customer'),
  other_pin_kind: turnOf('customer'),
  app_code_drifted: press('resynchronise'),
  device_deactivated: press('reissue'),
  device_blocked: turnOf('fraud'),
  device_replaced: press('deactivate_device'),
  enrollment_pending: turnOf('customer'),
  enrollment_suspended: press('unsuspend'),
  enrollment_locked: press('unlock'),
  source_locked: turnOf('customer'),
  sent: turnOf('customer'),
  source_rate: turnOf('customer'),
  card_rate: turnOf('waiting'),
  mobile_rate: turnOf('waiting'),
  terminal_rate: turnOf('waiting'),
  requester_rate: turnOf('fraud'),
  mobile_missing: turnOf('core_banking'),
  cooling_off: press('lift_cooling_off'),
  sms_rejected: turnOf('operations'),
  sms_failed: turnOf('customer'),
  sms_undelivered: turnOf('operations'),
  sms_late: turnOf('customer'),
  registration_code_wrong: turnOf('customer'),
  registration_code_expired: turnOf('customer'),
  part_mistyped: turnOf('customer'),
  part_wrong: turnOf('customer'),
  token_expired: press('reissue'),
  token_superseded: turnOf('customer'),
  token_already_redeemed: press('deactivate_device'),
  token_attempts_exhausted: press('reissue'),
  mobile_mismatch: turnOf('core_banking'),
  not_sms_member: turnOf('core_banking'),
  app_not_registered: turnOf('customer'),
  daily_limit: turnOf('waiting'),
  clock_off: turnOf('customer'),
  signature_stale: turnOf('customer'),
}

/** The act that answers a reason, or an honest word that none of the desk's does. */
export function nextActOf(reason: Reason): NextAct {
  return nextActs[reason]
}
