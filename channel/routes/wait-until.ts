import { setImmediate, setTimeout } from 'node:timers/promises'

/**
 * Waits for an instant of `performance.now()`, to some hundredths of a millisecond: a timer knows whole milliseconds
 * only, and would give away what was to be hidden, so the last one is waited out turn by turn of the event loop.
 */
export async function waitUntil(atMs: number): Promise<void> {
  const leftMs = (): number => atMs - performance.now()
  while (leftMs() >= 2) await setTimeout(Math.floor(leftMs()) - 1)
  while (leftMs() > 0) await setImmediate()
}
