import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DAY_MS } from '#domain/calendar/day.ts'
import { type ClockDescription, describeClock } from '#server/clock/describe-clock.ts'
import { havePartitionsUntil, listAppliedMigrations } from '#server/readiness/repository.ts'
import type { ServingServices } from '#server/services.ts'

export type Readiness = {
  checks: { database: boolean; migrations: boolean; partitions: boolean; clock: boolean }
  clock: ClockDescription
}

const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const wanted = readdirSync(migrationsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** Whether calls can be served: the database answers, is of this version, has room for tomorrow's rows, and agrees on the time. */
export async function checkReadiness(
  { pool, clock: watch }: Pick<ServingServices, 'pool' | 'clock'>,
  nowMs: number,
): Promise<Readiness> {
  const clock = describeClock(watch)
  const isTrusted = clock.state !== 'refused'
  try {
    const applied = new Set(await listAppliedMigrations(pool))
    const migrations = wanted.every((name) => applied.has(name))
    const partitions = await havePartitionsUntil(pool, nowMs + DAY_MS)
    return { checks: { database: true, migrations, partitions, clock: isTrusted }, clock }
  } catch {
    return { checks: { database: false, migrations: false, partitions: false, clock: isTrusted }, clock }
  }
}
