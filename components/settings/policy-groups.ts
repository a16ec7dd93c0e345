import type { PolicyKey } from '#domain/policy.ts'

/** Every figure of the policy, under what it is about. */
export const policyGroups = {
  codes: [
    'codeLengthFirstDigits',
    'codeLengthSecondDigits',
    'smsValiditySeconds',
    'otpRequestTriesMax',
    'liveOtpRequestsMax',
    'otpRequestKeptHours',
  ],
  app: [
    'appPeriodSeconds',
    'appWindowSteps',
    'activationWindowSteps',
    'diagnosisWindowSteps',
    'driftMaxSteps',
    'installationsWithoutEnrollmentMax',
  ],
  locks: ['guardLadderSeconds', 'guardFallbackSeconds', 'guardRunMax', 'guardDayMax', 'guardHeldMax'],
  tokens: [
    'activationTokenLifetimeHours',
    'tokensPerTehranDayMax',
    'lostAnswerTokensPerDayMax',
    'smsPartTriesMax',
    'deviceReceiptTriesMax',
    'deviceReceiptWindowSeconds',
    'activationConfirmTriesMax',
    'activationLapseHours',
    'reprintsMax',
    'coolingOffHours',
  ],
  registration: [
    'registrationValiditySeconds',
    'registrationTriesMax',
    'registrationCodeDigits',
    'registrationsPerMobilePerTenMinutesMax',
    'registrationsPerMobilePerDayMax',
    'registrationsPerAddressPerTenMinutesMax',
  ],
  rates: [
    'otpRequestsPerCardPerTenMinutesMax',
    'otpRequestsPerCardPerDayMax',
    'otpRequestsPerMobilePerTenMinutesMax',
    'otpRequestsPerMobilePerDayMax',
    'otpRequestsPerTerminalPerMinuteMax',
    'otpRequestsPerMerchantPerMinuteMax',
    'otpRequestsPerRequesterPerMinuteMax',
    'otpRequestsPerAddressPerMinuteMax',
    'wrongRateWindowSeconds',
    'wrongRateTriesMin',
    'wrongRateSharePercent',
    'channelClientRequestsPerSecondMax',
  ],
  staff: [
    'approvalHours',
    'staffSessionIdleMinutes',
    'staffSessionAbsoluteHours',
    'staffSignInFailuresMax',
    'staffLockMinutes',
    'signatureSkewSeconds',
    'requestOutcomeKeptHours',
  ],
} as const satisfies Record<string, readonly PolicyKey[]>

export type PolicyGroup = keyof typeof policyGroups
