export type Drift = { driftSteps: number; driftRun: number }

/**
 * Moves the drift by one after two acceptances in a row on the same side of it, never beyond ±`driftMaxSteps`.
 * `offsetSteps` is the accepted step minus the current one; `driftRun` is signed by the side.
 */
export function learnDrift(
  { driftSteps, driftRun }: Drift,
  { offsetSteps, driftMaxSteps }: { offsetSteps: number; driftMaxSteps: number },
): Drift {
  const side = Math.sign(offsetSteps - driftSteps)
  if (Math.sign(driftRun) !== side) return { driftSteps, driftRun: side }
  // A drift that staff resynchronised may lie beyond the limit: it may come nearer, not go farther.
  const moved = driftSteps + side
  const stays = Math.abs(moved) > driftMaxSteps && Math.abs(moved) > Math.abs(driftSteps)
  return { driftSteps: stays ? driftSteps : moved, driftRun: 0 }
}

/** The offset at confirmation, kept within ±`driftMaxSteps`. */
export function clipDrift(offsetSteps: number, driftMaxSteps: number): number {
  return Math.max(-driftMaxSteps, Math.min(driftMaxSteps, offsetSteps))
}
