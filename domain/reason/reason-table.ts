import type { ComplaintKind } from '#domain/complaint/complaint.ts'
import { type NextAct, press, turnOf } from '#domain/reason/next-act.ts'
import {
  accepted,
  cardExpired,
  counted,
  expired,
  locked,
  lockedPerTry,
  mismatch,
  notCounted,
  notPermitted,
  type PublicAnswer,
} from '#domain/reason/public-answer.ts'

/** Of what a reason tells, and what the customer most likely complains of who asks about it. */
export const families = {
  verification: { complaint: 'code_refused' },
  otpRequest: { complaint: 'sms_not_received' },
  sms: { complaint: 'sms_not_received' },
  activation: { complaint: 'app_or_sms_question' },
  registration: { complaint: 'app_or_sms_question' },
  signature: { complaint: 'code_refused' },
} as const satisfies Record<string, { complaint: ComplaintKind }>
export type Family = keyof typeof families
type EventFamily = Exclude<Family, 'verification'>

/** How the log shows it: nothing is wrong, something is closed for a while, or the code was refused. */
export type Severity = 'none' | 'closed' | 'refused'

export type EventRow = {
  /** The first is where the catalogue lists it. */
  readonly families: readonly [EventFamily, ...EventFamily[]]
  readonly next: NextAct
  /** Where the family's is not the likely one. */
  readonly complaint?: ComplaintKind
}

export type VerificationRow = {
  readonly families: readonly ['verification', ...EventFamily[]]
  readonly answer: PublicAnswer
  /** The act that answers it, or whose turn it is where none of the desk's does. */
  readonly next: NextAct
  /** Its place among the reasons of codes that match (docs/channel-api §6 "Which code is it?"): the lowest is told. */
  readonly sms?: number
  readonly app?: number
  /** `refused` where it says nothing. */
  readonly severity?: Severity
  /** Where a verification's is not the likely one. */
  readonly complaint?: ComplaintKind
}

/** Every reason the bank's log can name, each once, with all that follows from it. */
export const reasonTable = {
  accepted: {
    families: ['verification'],
    answer: accepted,
    next: press('open_complaint'),
    sms: 0,
    app: 0,
    severity: 'none',
    complaint: 'not_me',
  },
  card_unknown: { families: ['verification', 'otpRequest'], answer: counted, next: turnOf('core_banking') },
  card_blocked: { families: ['verification', 'otpRequest'], answer: notPermitted, next: turnOf('core_banking') },
  card_expired: { families: ['verification', 'otpRequest'], answer: cardExpired, next: turnOf('core_banking') },
  not_enrolled: {
    families: ['verification', 'otpRequest'],
    answer: counted,
    next: turnOf('atm'),
    sms: 2,
    app: 7,
    complaint: 'app_or_sms_question',
  },
  no_live_code: {
    families: ['verification'],
    answer: counted,
    next: turnOf('customer'),
    complaint: 'sms_not_received',
  },
  code_malformed: { families: ['verification'], answer: counted, next: turnOf('customer') },
  code_mismatch: { families: ['verification'], answer: counted, next: turnOf('customer') },
  code_expired: { families: ['verification'], answer: expired, next: turnOf('customer'), sms: 4 },
  code_superseded: { families: ['verification'], answer: expired, next: turnOf('customer'), sms: 3 },
  code_already_used: { families: ['verification'], answer: notCounted, next: press('open_complaint'), sms: 1, app: 1 },
  code_attempts_exhausted: {
    families: ['verification'],
    answer: locked,
    next: turnOf('customer'),
    sms: 5,
    severity: 'closed',
  },
  amount_mismatch: { families: ['verification'], answer: mismatch, next: turnOf('customer'), sms: 8 },
  payee_mismatch: { families: ['verification'], answer: mismatch, next: press('open_complaint'), sms: 7 },
  process_type_mismatch: { families: ['verification'], answer: mismatch, next: turnOf('customer'), sms: 6 },
  other_pin_kind: { families: ['verification'], answer: counted, next: turnOf('customer') },
  app_code_drifted: { families: ['verification'], answer: notCounted, next: press('resynchronise'), app: 2 },
  device_deactivated: { families: ['verification'], answer: counted, next: press('reissue'), app: 5 },
  device_blocked: { families: ['verification'], answer: notCounted, next: turnOf('fraud'), app: 4 },
  device_replaced: { families: ['verification'], answer: notCounted, next: press('deactivate_device'), app: 6 },
  enrollment_pending: {
    families: ['verification', 'otpRequest'],
    answer: counted,
    next: turnOf('customer'),
    app: 3,
    severity: 'closed',
    complaint: 'app_or_sms_question',
  },
  enrollment_suspended: {
    families: ['verification', 'otpRequest'],
    answer: notPermitted,
    next: press('unsuspend'),
    severity: 'closed',
  },
  enrollment_locked: {
    families: ['verification', 'otpRequest'],
    answer: lockedPerTry,
    next: press('unlock'),
    severity: 'closed',
  },
  source_locked: { families: ['verification'], answer: locked, next: turnOf('customer'), severity: 'closed' },
  sent: { families: ['otpRequest'], next: turnOf('customer'), complaint: 'code_refused' },
  source_rate: { families: ['otpRequest'], next: turnOf('customer') },
  card_rate: { families: ['otpRequest'], next: turnOf('waiting') },
  mobile_rate: { families: ['otpRequest'], next: turnOf('waiting') },
  terminal_rate: { families: ['otpRequest'], next: turnOf('waiting') },
  requester_rate: { families: ['otpRequest'], next: turnOf('fraud') },
  mobile_missing: { families: ['otpRequest'], next: turnOf('core_banking') },
  cooling_off: { families: ['otpRequest', 'activation'], next: press('lift_cooling_off') },
  sms_rejected: { families: ['sms'], next: turnOf('operations') },
  sms_failed: { families: ['sms'], next: turnOf('customer') },
  sms_undelivered: { families: ['sms'], next: turnOf('operations') },
  sms_late: { families: ['sms'], next: turnOf('customer') },
  registration_code_wrong: { families: ['registration'], next: turnOf('customer') },
  registration_code_expired: { families: ['registration'], next: turnOf('customer') },
  part_mistyped: { families: ['activation'], next: turnOf('customer') },
  part_wrong: { families: ['activation'], next: turnOf('customer') },
  token_expired: { families: ['activation'], next: press('reissue') },
  token_superseded: { families: ['activation'], next: turnOf('customer') },
  token_already_redeemed: { families: ['activation'], next: press('deactivate_device') },
  token_attempts_exhausted: { families: ['activation'], next: press('reissue') },
  mobile_mismatch: { families: ['activation'], next: turnOf('core_banking') },
  not_sms_member: { families: ['activation'], next: turnOf('core_banking') },
  app_not_registered: { families: ['activation'], next: turnOf('customer') },
  daily_limit: { families: ['activation'], next: turnOf('waiting') },
  clock_off: { families: ['activation'], next: turnOf('customer') },
  signature_stale: { families: ['signature'], next: turnOf('customer') },
} as const satisfies Record<string, VerificationRow | EventRow>
