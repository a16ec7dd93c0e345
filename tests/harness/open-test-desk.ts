import { afterAll } from 'vitest'
import { defaultPolicy } from '#domain/policy.ts'
import { openPool } from '#server/database.ts'
import { readChannelKeys } from '#server/keys.ts'
import type { ChannelServices } from '#server/services.ts'
import type { TestDatabase } from './open-test-database.ts'

/** What an operator's use case works with in the channel server, which alone writes what they do. */
export function openTestDesk(database: TestDatabase): Pick<ChannelServices, 'pool' | 'policy' | 'keys'> {
  const settings = { enable_seqscan: 'on', plan_cache_mode: 'auto' }
  const pool = openPool({ connectionString: database.channelUrl, max: 6, applicationName: 'test-desk', settings })
  afterAll(() => pool.end(), 10_000)
  return { pool, policy: () => defaultPolicy, keys: readChannelKeys(database.keyFiles.channel) }
}
