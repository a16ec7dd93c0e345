import type { Logger } from 'pino'
import { httpProvider } from '#server/sms/http-provider.ts'
import type { SmsProvider } from '#server/sms/provider.ts'

/** By the name that `SMS_PROVIDER` gives: each is told where it is, the secret it is called with, and whom it alarms. */
export const smsProviders = {
  http: httpProvider,
} as const satisfies Record<string, (url: string, token: string, log: Logger) => SmsProvider>

export type SmsProviderName = keyof typeof smsProviders
export const smsProviderNames = Object.keys(smsProviders) as readonly SmsProviderName[]
