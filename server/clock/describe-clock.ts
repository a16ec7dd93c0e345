import type { ClockReason } from '#domain/otp/clock-skew.ts'
import { inSeconds } from '#server/clock/in-seconds.ts'
import type { Clock } from '#server/clock/watch-clock.ts'

export type ClockDescription = {
  state: 'trusted' | 'alarmed' | 'refused'
  reason: ClockReason | null
  skewSeconds: number | null
}

/** How the clock stands, for a person. */
export function describeClock(clock: Clock): ClockDescription {
  const { state, reason, skewMs } = clock.judge()
  return { state, reason, skewSeconds: inSeconds(skewMs) }
}
