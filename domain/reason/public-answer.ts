import type { VerificationReason } from '#domain/reason/reason.ts'

export type PublicReason = 'accepted' | 'invalid_code' | 'expired' | 'transaction_mismatch' | 'locked' | 'not_permitted'

/** ISO 8583 field 39. */
export type ResponseCode = '00' | '54' | '55' | '57' | '62' | '75'

/** `if_it_costs_a_try`: counted only when the try costs a live OTP request one of its tries. */
export type Counted = boolean | 'if_it_costs_a_try'

export type PublicAnswer = {
  readonly reason: PublicReason
  readonly responseCode: ResponseCode
  readonly counted: Counted
}

const counted: PublicAnswer = { reason: 'invalid_code', responseCode: '55', counted: true }
const notCounted: PublicAnswer = { reason: 'invalid_code', responseCode: '55', counted: false }
const expired: PublicAnswer = { reason: 'expired', responseCode: '55', counted: false }
const mismatch: PublicAnswer = { reason: 'transaction_mismatch', responseCode: '57', counted: false }

/** What the channel answers for each fine reason (docs/channel-api §6), and whether the guard counts the try. */
export const publicAnswers: Readonly<Record<VerificationReason, PublicAnswer>> = {
  accepted: { reason: 'accepted', responseCode: '00', counted: false },
  card_unknown: counted,
  not_enrolled: counted,
  no_live_code: counted,
  code_malformed: counted,
  code_mismatch: counted,
  other_pin_kind: counted,
  device_deactivated: counted,
  enrollment_pending: counted,
  code_already_used: notCounted,
  app_code_drifted: notCounted,
  device_blocked: notCounted,
  device_replaced: notCounted,
  code_expired: expired,
  code_superseded: expired,
  amount_mismatch: mismatch,
  payee_mismatch: mismatch,
  process_type_mismatch: mismatch,
  enrollment_locked: { reason: 'locked', responseCode: '75', counted: 'if_it_costs_a_try' },
  source_locked: { reason: 'locked', responseCode: '75', counted: false },
  code_attempts_exhausted: { reason: 'locked', responseCode: '75', counted: false },
  enrollment_suspended: { reason: 'not_permitted', responseCode: '62', counted: false },
  card_blocked: { reason: 'not_permitted', responseCode: '62', counted: false },
  card_expired: { reason: 'not_permitted', responseCode: '54', counted: false },
}
