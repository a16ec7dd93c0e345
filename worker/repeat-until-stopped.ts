import { setTimeout as pause } from 'node:timers/promises'

type Repetition = { everyMs: number; round: () => Promise<unknown>; onFailure: (error: Error) => void }

/** Runs rounds one after another, `everyMs` apart; stop() waits for the round under way. A failed round is reported, not fatal. */
export function repeatUntilStopped({ everyMs, round, onFailure }: Repetition): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await round().catch(onFailure)
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
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
