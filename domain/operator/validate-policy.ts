import { defaultPolicy, type Policy, type PolicyKey } from '#domain/operator/policy.ts'

export type PolicyError = { key: string; code: 'unknown_key' | 'not_a_whole_number' | 'out_of_range' | 'not_ascending' }
export type PolicyVerdict = { ok: true; policy: Policy } | { ok: false; errors: PolicyError[] }
export type PolicyRange = readonly [min: number, max: number]

/** Lays overrides over a base policy. Every figure is a whole number within `policyRanges`, or nothing is changed. */
export function validatePolicy(base: Policy, overrides: Readonly<Record<string, unknown>>): PolicyVerdict {
  const errors = Object.entries(overrides).flatMap(([key, value]) => errorsOf(key, value))
  return errors.length > 0 ? { ok: false, errors } : { ok: true, policy: { ...base, ...overrides } }
}

/** Both ends included. The ladder's range is that of each of its steps. */
export const policyRanges: Readonly<Record<PolicyKey, PolicyRange>> = {
  codeLengthFirstDigits: [5, 8],
  codeLengthSecondDigits: [5, 8],
  smsValiditySeconds: [30, 120],
  otpRequestTriesMax: [1, 5],
  liveOtpRequestsMax: [1, 5],
  otpRequestKeptHours: [24, 72],
  appPeriodSeconds: [60, 60],
  appWindowSteps: [0, 2],
  activationWindowSteps: [1, 5],
  diagnosisWindowSteps: [5, 20],
  driftMaxSteps: [0, 3],
  guardLadderSeconds: [60, 604_800],
  guardFallbackSeconds: [3600, 604_800],
  guardRunMax: [3, 10],
  guardDayMax: [10, 200],
  guardHeldMax: [20, 500],
  newSourceChancesPerDayMax: [30, 150],
  knownSourceChancesPerDayMax: [6, 50],
  knownSourceHours: [24, 8760],
  activationTokenLifetimeHours: [1, 72],
  tokensPerTehranDayMax: [1, 20],
  lostAnswerTokensPerDayMax: [0, 20],
  smsPartTriesMax: [1, 10],
  deviceReceiptTriesMax: [1, 10],
  deviceReceiptWindowSeconds: [60, 86_400],
  activationConfirmTriesMax: [1, 10],
  activationLapseHours: [1, 72],
  reprintsMax: [0, 10],
  registrationValiditySeconds: [60, 600],
  registrationTriesMax: [1, 10],
  registrationCodeDigits: [6, 6],
  registrationsPerMobilePerTenMinutesMax: [1, 1000],
  registrationsPerMobilePerDayMax: [1, 10_000],
  registrationsPerAddressPerTenMinutesMax: [1, 100_000],
  installationsWithoutEnrollmentMax: [1, 20],
  otpRequestsPerCardPerTenMinutesMax: [1, 1000],
  otpRequestsPerCardPerDayMax: [1, 10_000],
  otpRequestsPerMobilePerTenMinutesMax: [1, 1000],
  otpRequestsPerMobilePerDayMax: [1, 10_000],
  otpRequestsPerTerminalPerMinuteMax: [1, 100_000],
  otpRequestsPerMerchantPerMinuteMax: [1, 1_000_000],
  otpRequestsPerRequesterPerMinuteMax: [1, 1_000_000],
  otpRequestsPerAddressPerMinuteMax: [1, 1_000_000],
  wrongRateWindowSeconds: [60, 3600],
  wrongRateTriesMin: [10, 10_000],
  wrongRateSharePercent: [50, 100],
  spreadTriesMin: [20, 10_000],
  spreadSourcesMin: [20, 1000],
  spreadCardsMin: [5, 1000],
  channelClientRequestsPerSecondMax: [1, 100_000],
  coolingOffHours: [0, 168],
  approvalHours: [1, 168],
  staffSessionIdleMinutes: [1, 60],
  staffSessionAbsoluteHours: [1, 24],
  staffSignInFailuresMax: [3, 10],
  staffLockMinutes: [1, 1440],
  branchLookUpsPerHourMax: [10, 10_000],
  supportLookUpsPerHourMax: [10, 10_000],
  fraudLookUpsPerHourMax: [10, 10_000],
  auditorLookUpsPerHourMax: [10, 10_000],
  branchForeignRecordsPerHourMax: [1, 1000],
  branchRevealsPerHourMax: [1, 1000],
  supportRevealsPerHourMax: [1, 1000],
  fraudRevealsPerHourMax: [1, 1000],
  auditorRevealsPerHourMax: [1, 1000],
  branchEndsPerHourMax: [1, 1000],
  fraudEndsPerHourMax: [1, 1000],
  branchReissuesPerHourMax: [1, 1000],
  branchReprintsPerHourMax: [1, 1000],
  staffSessionsMax: [1, 50],
  staffAddressFailuresMax: [3, 1000],
  staffKnownDevicesMax: [1, 50],
  staffKnownDeviceDays: [1, 365],
  signatureSkewSeconds: [30, 300],
  requestOutcomeKeptHours: [24, 72],
}

function errorsOf(key: string, value: unknown): PolicyError[] {
  if (!isPolicyKey(key)) return [{ key, code: 'unknown_key' }]
  const isList = Array.isArray(value)
  const figures: unknown[] = isList ? value : [value]
  if (isList !== Array.isArray(defaultPolicy[key])) return [{ key, code: 'not_a_whole_number' }]
  if (!figures.every((figure) => Number.isSafeInteger(figure))) return [{ key, code: 'not_a_whole_number' }]
  const [min, max] = policyRanges[key]
  const whole = figures as number[]
  if (whole.length === 0 || whole.length > 10 || whole.some((figure) => figure < min || figure > max)) {
    return [{ key, code: 'out_of_range' }]
  }
  return whole.some((figure, index) => figure < (whole[index - 1] ?? 0)) ? [{ key, code: 'not_ascending' }] : []
}

function isPolicyKey(key: string): key is PolicyKey {
  return Object.hasOwn(defaultPolicy, key)
}
