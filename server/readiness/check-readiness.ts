import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { havePartitionsUntil, listAppliedMigrations } from '#server/readiness/repository.ts'
import type { ServingServices } from '#server/services.ts'

export type Readiness = { database: boolean; migrations: boolean; partitions: boolean; clock: boolean }

const DAY_MS = 86_400_000
const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const wanted = readdirSync(migrationsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** Whether calls can be served: the database answers, is of this version, has room for tomorrow's rows, and agrees on the time. */
export async function checkReadiness(
  { pool, clock: watch }: Pick<ServingServices, 'pool' | 'clock'>,
  nowMs: number,
): Promise<Readiness> {
  const clock = watch.judge().state !== 'refused'
  try {
    const applied = new Set(await listAppliedMigrations(pool))
    return {
      database: true,
      migrations: wanted.every((name) => applied.has(name)),
      partitions: await havePartitionsUntil(pool, nowMs + DAY_MS),
      clock,
    }
  } catch {
    return { database: false, migrations: false, partitions: false, clock }
  }
}
