/** The bank's rules as figures, the unit last in every name. What an operator edits are overrides of these. */
export const defaultPolicy = {
  codeLengthFirstDigits: 6,
  codeLengthSecondDigits: 7,

  smsValiditySeconds: 120,
  otpRequestTriesMax: 3,
  liveOtpRequestsMax: 3,
  otpRequestKeptHours: 24,

  appPeriodSeconds: 60,
  appWindowSteps: 1,
  activationWindowSteps: 3,
  diagnosisWindowSteps: 10,
  driftMaxSteps: 2,

  guardLadderSeconds: [900, 3600, 86_400] as readonly number[],
  guardFallbackSeconds: 86_400,
  guardRunMax: 5,
  guardDayMax: 60,
  guardHeldMax: 100,

  newSourceChancesPerDayMax: 150,
  knownSourceChancesPerDayMax: 45,
  knownSourceHours: 2160,

  activationTokenLifetimeHours: 24,
  tokensPerTehranDayMax: 5,
  lostAnswerTokensPerDayMax: 5,
  smsPartTriesMax: 5,
  deviceReceiptTriesMax: 5,
  deviceReceiptWindowSeconds: 900,
  activationConfirmTriesMax: 5,
  activationLapseHours: 24,
  reprintsMax: 3,

  registrationValiditySeconds: 180,
  registrationTriesMax: 5,
  registrationCodeDigits: 6,
  registrationsPerMobilePerTenMinutesMax: 5,
  registrationsPerMobilePerDayMax: 20,
  registrationsPerAddressPerTenMinutesMax: 60,
  installationsWithoutEnrollmentMax: 5,

  otpRequestsPerCardPerTenMinutesMax: 10,
  otpRequestsPerCardPerDayMax: 60,
  otpRequestsPerMobilePerTenMinutesMax: 10,
  otpRequestsPerMobilePerDayMax: 60,
  otpRequestsPerTerminalPerMinuteMax: 600,
  otpRequestsPerMerchantPerMinuteMax: 6000,
  otpRequestsPerRequesterPerMinuteMax: 6000,
  otpRequestsPerAddressPerMinuteMax: 6000,
  wrongRateWindowSeconds: 600,
  wrongRateTriesMin: 100,
  wrongRateSharePercent: 80,
  spreadTriesMin: 100,
  spreadSourcesMin: 40,
  spreadCardsMin: 20,
  channelClientRequestsPerSecondMax: 5000,

  coolingOffHours: 24,

  approvalHours: 24,

  staffSessionIdleMinutes: 15,
  staffSessionAbsoluteHours: 12,
  staffSignInFailuresMax: 5,
  staffLockMinutes: 30,
  staffSessionsMax: 5,
  staffAddressFailuresMax: 10,
  staffKnownDevicesMax: 10,
  staffKnownDeviceDays: 180,

  branchLookUpsPerHourMax: 60,
  supportLookUpsPerHourMax: 120,
  fraudLookUpsPerHourMax: 240,
  auditorLookUpsPerHourMax: 120,
  branchForeignRecordsPerHourMax: 10,
  branchRevealsPerHourMax: 10,
  supportRevealsPerHourMax: 20,
  fraudRevealsPerHourMax: 30,
  auditorRevealsPerHourMax: 20,
  branchEndsPerHourMax: 10,
  fraudEndsPerHourMax: 40,
  branchReissuesPerHourMax: 15,
  branchReprintsPerHourMax: 5,

  signatureSkewSeconds: 120,
  requestOutcomeKeptHours: 24,
}

export type Policy = Readonly<typeof defaultPolicy>
export type PolicyKey = keyof Policy

/**
 * docs/channel-api §6: a demo starts with ten times the per-card, per-mobile and registration figures; and with ten times those
 * that the page does not name, so that a client written from it does not meet them.
 */
export const demoPolicy: Policy = {
  ...defaultPolicy,
  otpRequestsPerCardPerTenMinutesMax: 100,
  otpRequestsPerCardPerDayMax: 600,
  otpRequestsPerMobilePerTenMinutesMax: 100,
  otpRequestsPerMobilePerDayMax: 600,
  otpRequestsPerMerchantPerMinuteMax: 60_000,
  otpRequestsPerRequesterPerMinuteMax: 60_000,
  otpRequestsPerAddressPerMinuteMax: 60_000,
  registrationsPerMobilePerTenMinutesMax: 50,
  registrationsPerMobilePerDayMax: 200,
  registrationsPerAddressPerTenMinutesMax: 600,
  branchLookUpsPerHourMax: 600,
  supportLookUpsPerHourMax: 1200,
  fraudLookUpsPerHourMax: 2400,
  auditorLookUpsPerHourMax: 1200,
  branchForeignRecordsPerHourMax: 100,
  branchRevealsPerHourMax: 100,
  supportRevealsPerHourMax: 200,
  fraudRevealsPerHourMax: 300,
  auditorRevealsPerHourMax: 200,
  branchEndsPerHourMax: 100,
  fraudEndsPerHourMax: 400,
  branchReissuesPerHourMax: 150,
  branchReprintsPerHourMax: 50,
  staffSessionsMax: 50,
  staffAddressFailuresMax: 100,
}
