import type { Logger } from 'pino'
import { lookAtDatabaseClock } from '#server/clock/repository.ts'
import { type ClockWatch, watchClock } from '#server/clock/watch-clock.ts'
import { openPool } from '#server/database.ts'

const LOOK_EVERY_MS = 1_000

export type ClockSettings = { DATABASE_URL: string; CLOCK_SKEW_ALARM_MS: number; CLOCK_SKEW_REFUSE_MS: number }
/** `stop` waits for no answer: a database that hangs must not hold up the end of the process. */
export type StartedClock = ClockWatch & { stop: () => void }

/**
 * Looks once, then every second, over a connection of its own: a pool that is used up must not look like a slow
 * database. A database that is away at the start leaves the clock unknown, and so refused, until it answers.
 */
export async function startClock(settings: ClockSettings, log: Logger, applicationName: string): Promise<StartedClock> {
  const pool = openPool({ connectionString: settings.DATABASE_URL, max: 1, applicationName })
  const bounds = { alarmMs: settings.CLOCK_SKEW_ALARM_MS, refuseMs: settings.CLOCK_SKEW_REFUSE_MS }
  const watch = watchClock({ lookAtDatabase: () => lookAtDatabaseClock(pool), bounds, log })
  let timer: NodeJS.Timeout | undefined
  const plan = (): void => {
    if (pool.ending) return
    timer = setTimeout(() => void watch.look().then(plan), LOOK_EVERY_MS)
    timer.unref()
  }
  await watch.look()
  plan()
  const stop = (): void => {
    clearTimeout(timer)
    pool.end().catch(() => {})
  }
  return { ...watch, stop }
}
