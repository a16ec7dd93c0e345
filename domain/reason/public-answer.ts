export type PublicReason = 'accepted' | 'invalid_code' | 'expired' | 'transaction_mismatch' | 'locked' | 'not_permitted'

/** ISO 8583 field 39. */
export type ResponseCode = '00' | '54' | '55' | '57' | '62' | '75'

/** `if_it_costs_a_try`: counted only when the try costs a live OTP request one of its tries. */
export type Counted = boolean | 'if_it_costs_a_try'

/** What the channel answers (docs/channel-api §6), and whether the guard counts the try. */
export type PublicAnswer = {
  readonly reason: PublicReason
  readonly responseCode: ResponseCode
  readonly counted: Counted
}

export const accepted: PublicAnswer = { reason: 'accepted', responseCode: '00', counted: false }
export const counted: PublicAnswer = { reason: 'invalid_code', responseCode: '55', counted: true }
export const notCounted: PublicAnswer = { reason: 'invalid_code', responseCode: '55', counted: false }
export const expired: PublicAnswer = { reason: 'expired', responseCode: '55', counted: false }
export const mismatch: PublicAnswer = { reason: 'transaction_mismatch', responseCode: '57', counted: false }
export const locked: PublicAnswer = { reason: 'locked', responseCode: '75', counted: false }
export const lockedPerTry: PublicAnswer = { ...locked, counted: 'if_it_costs_a_try' }
export const notPermitted: PublicAnswer = { reason: 'not_permitted', responseCode: '62', counted: false }
export const cardExpired: PublicAnswer = { reason: 'not_permitted', responseCode: '54', counted: false }
