import type { Policy } from '#domain/operator/policy.ts'

/** A session not seen since, or opened before, is over by itself. */
export function lapseLimits(
  { staffSessionIdleMinutes, staffSessionAbsoluteHours }: Policy,
  nowMs: number,
): { seenSinceMs: number; createdSinceMs: number; nowMs: number } {
  return {
    seenSinceMs: nowMs - staffSessionIdleMinutes * 60_000,
    createdSinceMs: nowMs - staffSessionAbsoluteHours * 3_600_000,
    nowMs,
  }
}
