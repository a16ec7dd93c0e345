import { afterAll } from 'vitest'
import { defaultPolicy } from '#domain/policy.ts'
import { openPool } from '#server/database.ts'
import type { WebServices } from '#server/services.ts'
import type { TestDatabase } from './open-test-database.ts'

/** What an operator's use case works with in the web process: the web role's grants and no key. */
export function openTestWeb(database: TestDatabase): Pick<WebServices, 'pool' | 'policy'> {
  const pool = openPool({ connectionString: database.webUrl, max: 6, applicationName: 'test-web' })
  afterAll(() => pool.end(), 10_000)
  return { pool, policy: () => defaultPolicy }
}
