import { refuse } from '#channel/http/problem.ts'
import type { ClockVerdict } from '#domain/otp/clock-skew.ts'

const RETRY_UNKNOWN_AFTER_SECONDS = 1
const RETRY_OFF_AFTER_SECONDS = 5

/** @throws Refused busy when the instant of a request cannot be trusted */
export function requireTrustedClock({ state, reason }: ClockVerdict): void {
  if (state !== 'refused') return
  throw refuse('busy', {
    retryAfterSeconds: reason === 'unknown' ? RETRY_UNKNOWN_AFTER_SECONDS : RETRY_OFF_AFTER_SECONDS,
  })
}
