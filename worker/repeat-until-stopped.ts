import { setTimeout as pause } from 'node:timers/promises'

type Repetition = { everyMs: number; round: () => Promise<unknown>; onFailure: (error: Error) => void }

const AFTER_FAILURE_MS = 1_000

/**
 * Runs rounds one after another, `everyMs` apart; stop() waits for the round under way. A failed round is reported, not
 * fatal, and the next one comes a second later at the earliest.
 */
export function repeatUntilStopped({ everyMs, round, onFailure }: Repetition): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const waitMs = await round().then(
        () => everyMs,
        (error: Error) => {
          onFailure(error)
          return Math.max(everyMs, AFTER_FAILURE_MS)
        },
      )
      await pause(waitMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
