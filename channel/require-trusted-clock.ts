import { refuse } from '#channel/problem.ts'
import type { Clock } from '#server/clock/watch-clock.ts'

const RETRY_UNKNOWN_AFTER_SECONDS = 1
const RETRY_OFF_AFTER_SECONDS = 5

/** @throws Refused busy while this process cannot tell the time */
export function requireTrustedClock(clock: Clock): void {
  const { state, reason } = clock.judge()
  if (state !== 'refused') return
  throw refuse('busy', {
    retryAfterSeconds: reason === 'unknown' ? RETRY_UNKNOWN_AFTER_SECONDS : RETRY_OFF_AFTER_SECONDS,
  })
}
