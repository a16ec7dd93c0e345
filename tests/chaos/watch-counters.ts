import { setTimeout as pause } from 'node:timers/promises'
import { openPool } from '#server/database.ts'
import type { Processes } from '#tests/harness/start-processes.ts'

type Counter = { key: string; value: number }

const everyCounter = `
  SELECT 'version ' || id AS key, version AS value FROM guard
  UNION ALL SELECT 'step ' || id, coalesce(last_time_step, 0) FROM activation
  UNION ALL SELECT 'tries ' || id, tries::int8 FROM otp_request
  UNION ALL SELECT 'used ' || id, (state = 'used')::int::int8 FROM otp_request
  UNION ALL SELECT 'log', count(*) FROM verification`

/** Looks at every counter again and again, across crashes; whatever is seen lower than before is reported. */
export function watchCounters({ superuserUrl }: Processes): {
  stop: () => Promise<{ wentBack: string[]; looks: number }>
} {
  const pool = openPool({ connectionString: superuserUrl, max: 1, applicationName: 'counter-watch' })
  const seen = new Map<string, number>()
  const wentBack: string[] = []
  let [stopped, looks] = [false, 0]
  const look = async (): Promise<void> => {
    const { rows } = await pool.query<Counter>(everyCounter)
    looks += 1
    const present = new Set<string>()
    for (const { key, value } of rows) {
      const before = seen.get(key) ?? 0
      if (value < before) wentBack.push(`${key}: ${before} → ${value}`)
      seen.set(key, value)
      present.add(key)
    }
    for (const key of seen.keys()) if (!present.has(key)) wentBack.push(`${key} is gone`)
  }
  const watching = (async () => {
    while (!stopped) {
      const startedAtMs = Date.now()
      await look().catch(() => undefined)
      // The more there is to look at, the rarer: what is watched must not feel it.
      await pause(150 + 3 * (Date.now() - startedAtMs))
    }
    await look()
    await pool.end()
  })()
  return {
    stop: async () => {
      stopped = true
      await watching
      return { wentBack, looks }
    },
  }
}
