import type { Clock } from '#server/clock/watch-clock.ts'

/** The clock of a machine whose time nobody doubts. */
export const trustedClock: Clock = {
  judge: () => ({ state: 'trusted', reason: null, skewMs: 0, errorMs: 1 }),
  countJumps: () => 0,
}
