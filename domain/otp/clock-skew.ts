import { type ClockSample, errorOfSample } from '#domain/otp/clock-sample.ts'

/** Both clocks of this process read at once: `wallMs` lies within `errorMs` of the instant that `monotonicMs` names. */
export type ClockReading = { wallMs: number; monotonicMs: number; errorMs: number }
export type ClockBounds = { alarmMs: number; refuseMs: number }

/** `unknown`: no look at the database's clock is good enough. `went_back`: decisions were made at later instants already. */
export type ClockReason = 'skew' | 'went_back' | 'unknown'
/** `skewMs`: this process ahead of the database, give or take `errorMs`; null while nothing is known. */
export type ClockVerdict = { skewMs: number | null; errorMs: number | null } & (
  | { state: 'trusted'; reason: null }
  | { state: 'alarmed'; reason: 'skew' | 'went_back' }
  | { state: 'refused'; reason: ClockReason }
)

/** The largest bound that may be set, and so how far apart two trusted processes can be. */
export const CLOCK_SKEW_REFUSE_MAX_MS = 10_000
export const PROCESSES_APART_MAX_MS = 2 * CLOCK_SKEW_REFUSE_MAX_MS

type JudgeArgs = {
  /** The best sample of the database's clock; null before the first look. */
  sample: ClockSample | null
  reading: ClockReading
  /** The latest wall instant that this process has trusted; null before the first. */
  latestMs: number | null
  bounds: ClockBounds
}

/**
 * Whether this process may decide by its own clock now. Only what the looks leave no doubt of counts as skew, so that a
 * slow database or a pause is none; and doubt beyond the bound is refused as unknown, never guessed.
 */
export function judgeClock({ sample, reading, latestMs, bounds }: JudgeArgs): ClockVerdict {
  if (sample === null) return { state: 'refused', reason: 'unknown', skewMs: null, errorMs: null }
  const skewMs = reading.wallMs - (reading.monotonicMs + sample.offsetMs)
  const errorMs = errorOfSample(sample, reading.monotonicMs) + reading.errorMs
  const known = { skewMs, errorMs }
  const certainMs = Math.abs(skewMs) - errorMs
  const backMs = (latestMs ?? reading.wallMs) - reading.wallMs
  if (errorMs > bounds.refuseMs) return { state: 'refused', reason: 'unknown', ...known }
  if (certainMs > bounds.refuseMs) return { state: 'refused', reason: 'skew', ...known }
  if (backMs > bounds.refuseMs) return { state: 'refused', reason: 'went_back', ...known }
  if (certainMs > bounds.alarmMs) return { state: 'alarmed', reason: 'skew', ...known }
  if (backMs > bounds.alarmMs) return { state: 'alarmed', reason: 'went_back', ...known }
  return { state: 'trusted', reason: null, ...known }
}
