import { type InTurn, openTurns } from '#server/open-turns.ts'

/**
 * Where passwords are hashed, so that who is known waits for no stranger, and who is at a quiet address for none whose
 * sign-ins failed lately.
 */
export type HashingLanes = Record<'known' | 'quiet' | 'failing', InTurn>

export function openHashingLanes(): HashingLanes {
  return {
    known: openTurns({ atOnceMax: 2, waitingMax: 200 }),
    quiet: openTurns({ atOnceMax: 1, waitingMax: 200 }),
    failing: openTurns({ atOnceMax: 1, waitingMax: 100 }),
  }
}
