/** The bank's log: why a verification ended as it did. */
export const verificationReasons = [
  'accepted',
  'card_unknown',
  'card_blocked',
  'card_expired',
  'not_enrolled',
  'no_live_code',
  'code_malformed',
  'code_mismatch',
  'code_expired',
  'code_superseded',
  'code_already_used',
  'code_attempts_exhausted',
  'amount_mismatch',
  'payee_mismatch',
  'process_type_mismatch',
  'other_pin_kind',
  'app_code_drifted',
  'device_deactivated',
  'device_blocked',
  'device_replaced',
  'enrollment_pending',
  'enrollment_suspended',
  'enrollment_locked',
  'source_locked',
] as const

/** Why the button's press sent no code. */
export const suppressionReasons = [
  'source_rate',
  'card_rate',
  'mobile_rate',
  'terminal_rate',
  'requester_rate',
  'mobile_missing',
  'cooling_off',
  'card_unknown',
  'card_blocked',
  'card_expired',
  'not_enrolled',
  'enrollment_pending',
  'enrollment_suspended',
  'enrollment_locked',
] as const

export const otpRequestReasons = ['sent', ...suppressionReasons] as const

export const smsReasons = ['sms_rejected', 'sms_failed', 'sms_undelivered', 'sms_late'] as const

export const registrationReasons = ['registration_code_wrong', 'registration_code_expired'] as const

export const activationReasons = [
  'part_mistyped',
  'part_wrong',
  'token_expired',
  'token_superseded',
  'token_already_redeemed',
  'token_attempts_exhausted',
  'mobile_mismatch',
  'not_sms_member',
  'app_not_registered',
  'daily_limit',
  'cooling_off',
  'clock_off',
] as const

export const signatureReasons = ['signature_stale'] as const

export type VerificationReason = (typeof verificationReasons)[number]
export type SuppressionReason = (typeof suppressionReasons)[number]
export type OtpRequestReason = (typeof otpRequestReasons)[number]
export type SmsReason = (typeof smsReasons)[number]
export type RegistrationReason = (typeof registrationReasons)[number]
export type ActivationReason = (typeof activationReasons)[number]
export type SignatureReason = (typeof signatureReasons)[number]
export type Reason =
  | VerificationReason
  | OtpRequestReason
  | SmsReason
  | RegistrationReason
  | ActivationReason
  | SignatureReason

/** Every reason the code can write, once each: the keys of the catalogue. */
export const reasons: readonly Reason[] = [
  ...new Set<Reason>([
    ...verificationReasons,
    ...otpRequestReasons,
    ...smsReasons,
    ...registrationReasons,
    ...activationReasons,
    ...signatureReasons,
  ]),
]

export function isReason(text: string): text is Reason {
  return (reasons as readonly string[]).includes(text)
}
