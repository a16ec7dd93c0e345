import { setTimeout as pause } from 'node:timers/promises'

/** Waits for the next minute where this one has less left than a test needs that counts by the minute, or by its steps. */
export async function waitForYoungMinute(neededMs = 10_000): Promise<void> {
  const leftMs = 60_000 - (Date.now() % 60_000)
  if (leftMs < neededMs) await pause(leftMs)
}
