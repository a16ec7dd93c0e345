import { suppressionReasons, verificationReasons } from '#domain/reason/reason.ts'

/** Everything that a run must have come across at least once, or it proves less than it seems to. */
export const reachable: readonly string[] = [
  ...verificationReasons.map((reason) => `verification: ${reason}`),
  ...['sent', ...suppressionReasons].map((reason) => `OTP request: ${reason}`),
  ...listOf('closing', ['app', 'all', 'held', 'step 1', 'step 2', 'step 3']),
  ...listOf('source', ['step 1', 'step 2']),
  ...listOf('SMS enrollment', [
    '200',
    '201',
    'card_unknown',
    'card_blocked',
    'card_expired',
    'mobile_missing',
    'not_sms_member',
    'cooling_off',
    'enrollment_suspended',
  ]),
  ...listOf('token', [
    '201',
    'card_unknown',
    'card_blocked',
    'card_expired',
    'mobile_missing',
    'mobile_mismatch',
    'cooling_off',
    'app_not_registered',
    'enrollment_suspended',
    'daily_limit',
  ]),
  ...listOf('redemption', [
    '201',
    'mistyped',
    'invalid_token',
    'attempts_exhausted',
    'already_redeemed',
    'superseded',
    'expired',
    'enrollment_suspended',
    'rate_limited',
    'device_deactivated',
    'device_blocked',
  ]),
  ...listOf('confirmation', [
    '200',
    'not_found',
    'already_confirmed',
    'superseded',
    'lapsed',
    'attempts_exhausted',
    'enrollment_suspended',
    'clock_off',
    'invalid_code',
  ]),
  ...listOf('activation ended', [
    'device_replaced',
    'device_deactivated',
    'device_blocked',
    'enrollment_deactivated',
    'mobile_changed',
    'superseded',
    'exhausted',
  ]),
  ...listOf('resynchronisation', ['200', 'codes_not_consecutive', 'code_already_used', 'no_app_in_use']),
  ...listOf('reissue', ['201', 'daily_limit', 'enrollment_suspended']),
  ...listOf('suspend', ['done', 'refused']),
  ...listOf('unsuspend', ['done', 'refused']),
  ...listOf('unlock', ['done', 'refused']),
  ...listOf('deactivation at the ATM', ['done', 'nothing', 'card_unknown']),
  ...listOf('device ended from the app', ['itself', 'another', 'not_found']),
  ...listOf('repeat', ['as stored', 'anew', 'request_id_reused']),
  ...listOf('core', ['another mobile', 'another mobile, the first', 'no mobile', 'block', 'expire soon']),
  'verification: rate_limited',
  'OTP request exhausted',
  'superseded by a fourth',
  'superseded by a twin’s use',
  'token superseded',
  'drift learned',
  'counted while closed',
  'clock set back',
  'twins',
]

/** What a short run meets some twenty times or more, so that missing it is no matter of luck. */
const common =
  /^(verification: (accepted|card_unknown|not_enrolled|no_live_code|code_malformed|code_mismatch|code_expired|code_already_used|other_pin_kind|app_code_drifted|enrollment_locked)|OTP request: (sent|not_enrolled|card_unknown)|closing: (app|step 1)|token: (201|card_unknown|mobile_mismatch)|redemption: (201|invalid_token|already_redeemed)|confirmation: (200|already_confirmed)|repeat: as stored|twins|drift learned|OTP request exhausted|counted while closed)$/
export const reachableSoon: readonly string[] = reachable.filter((what) => common.test(what))

function listOf(of: string, words: readonly string[]): string[] {
  return words.map((word) => `${of}: ${word}`)
}
