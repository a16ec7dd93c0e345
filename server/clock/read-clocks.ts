import type { ClockReading } from '#domain/otp/clock-skew.ts'

/** The wall clock between two looks at the monotonic one, so that a pause between them is doubt and not skew. */
export function readClocks(): ClockReading {
  const beforeMs = performance.now()
  const wallMs = Date.now()
  const afterMs = performance.now()
  return { wallMs, monotonicMs: (beforeMs + afterMs) / 2, errorMs: (afterMs - beforeMs) / 2 }
}
