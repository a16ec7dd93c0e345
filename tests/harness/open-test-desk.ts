import { afterAll } from 'vitest'
import { defaultPolicy, type Policy } from '#domain/operator/policy.ts'
import { openPool } from '#server/database.ts'
import { readChannelKeys } from '#server/keys.ts'
import type { ChannelServices } from '#server/services.ts'
import type { TestDatabase } from './open-test-database.ts'

/** For what is about finding, not about how often: one operator searches for everything. */
export const manyLookUps = { branchLookUpsPerHourMax: 10_000, supportLookUpsPerHourMax: 10_000 }

/** What an operator's use case works with in the channel server, which alone writes what they do. */
export function openTestDesk(
  database: TestDatabase,
  overrides: Partial<Policy> = {},
): Pick<ChannelServices, 'pool' | 'policy' | 'keys'> {
  const policy: Policy = { ...defaultPolicy, ...overrides }
  const settings = { enable_seqscan: 'on', plan_cache_mode: 'auto' }
  const pool = openPool({ connectionString: database.channelUrl, max: 6, applicationName: 'test-desk', settings })
  afterAll(() => pool.end(), 10_000)
  return { pool, policy: () => policy, keys: readChannelKeys(database.keyFiles.channel) }
}
