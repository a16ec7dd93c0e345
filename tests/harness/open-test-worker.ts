import { afterAll } from 'vitest'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { openPool } from '#server/database.ts'
import type { Institution, WorkerServices } from '#server/services.ts'
import type { TestDatabase } from './open-test-database.ts'
import { silentLog } from './silent-log.ts'

/** What the worker's use cases work with, by the worker's own role. */
export function openTestWorker(database: TestDatabase, institution: Institution): WorkerServices {
  const pool = openPool({ connectionString: database.workerUrl, max: 4, applicationName: 'test-worker' })
  afterAll(() => pool.end())
  return { pool, policy: () => defaultPolicy, log: silentLog, institution, demo: true }
}
