import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { havePartitionsUntil, listAppliedMigrations } from '#server/readiness/repository.ts'
import type { ChannelServices } from '#server/services.ts'

export type Readiness = { database: boolean; migrations: boolean; partitions: boolean }

const DAY_MS = 86_400_000
const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const wanted = readdirSync(migrationsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** Whether calls can be served: the database answers, is of this version, and has room for tomorrow's rows. */
export async function checkReadiness({ pool }: Pick<ChannelServices, 'pool'>, nowMs: number): Promise<Readiness> {
  try {
    const applied = new Set(await listAppliedMigrations(pool))
    return {
      database: true,
      migrations: wanted.every((name) => applied.has(name)),
      partitions: await havePartitionsUntil(pool, nowMs + DAY_MS),
    }
  } catch {
    return { database: false, migrations: false, partitions: false }
  }
}
