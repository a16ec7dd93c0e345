import { defaultPolicy, type Policy } from '#domain/operator/policy.ts'
import { shared } from './model-fixture.ts'

/** The bank's figures, and small ones that bring what is far within a sequence's reach. */
export const profiles: Record<string, Policy> = {
  usual: { ...defaultPolicy, ...shared },
  strict: { ...defaultPolicy, ...shared, guardDayMax: 12, guardHeldMax: 18, tokensPerTehranDayMax: 2 },
  pressed: {
    ...defaultPolicy,
    ...shared,
    otpRequestsPerCardPerTenMinutesMax: 7,
    otpRequestsPerCardPerDayMax: 12,
    otpRequestsPerMobilePerTenMinutesMax: 5,
    otpRequestsPerMobilePerDayMax: 11,
    smsValiditySeconds: 30,
  },
  watched: {
    ...defaultPolicy,
    ...shared,
    otpRequestsPerTerminalPerMinuteMax: 4,
    otpRequestsPerMerchantPerMinuteMax: 5,
    otpRequestsPerRequesterPerMinuteMax: 2,
    wrongRateTriesMin: 7,
  },
}

/** How a customer comes into a sequence. `counted`: wrong tries that both guards bear already, of this day. */
export type Beginning = { sms: boolean; appSecond: boolean; appFirst: boolean; counted: number }

export const beginnings: Record<string, Beginning> = {
  nothing: { sms: false, appSecond: false, appFirst: false, counted: 0 },
  sms: { sms: true, appSecond: false, appFirst: false, counted: 0 },
  app: { sms: false, appSecond: true, appFirst: false, counted: 0 },
  both: { sms: true, appSecond: true, appFirst: false, counted: 0 },
  everything: { sms: true, appSecond: true, appFirst: true, counted: 0 },
  'nearly closed for the day': { sms: true, appSecond: true, appFirst: true, counted: 57 },
  'nearly held': { sms: true, appSecond: true, appFirst: false, counted: 97 },
}
