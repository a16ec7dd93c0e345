import { setTimeout as pause } from 'node:timers/promises'

/** Again and again until PostgreSQL is there to do it; what it does must be whole or not at all. */
export async function untilDone<T>(work: () => Promise<T>, limitMs = 60_000): Promise<T> {
  const giveUpAtMs = Date.now() + limitMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > giveUpAtMs || !isAway(error)) throw error
      await pause(100)
    }
  }
}

// Anything that PostgreSQL itself says is wrong with a statement is not cured by repeating it.
function isAway(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return !/^(22|23|42)/.test(code)
}
