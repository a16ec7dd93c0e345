import pino from 'pino'
import { afterAll } from 'vitest'
import { defaultPolicy, type Policy } from '#domain/operator/policy.ts'
import { openPool, type Pool } from '#server/database.ts'
import { readChannelKeys } from '#server/keys.ts'
import type { ChannelServices } from '#server/services.ts'
import type { TestDatabase } from '#tests/harness/open-test-database.ts'

export type TestServices = { services: ChannelServices; owner: Pool }

/** What the channel's use cases work with, over a test database of one's own; `owner` may seed any row. */
export function openTestServices(database: TestDatabase, overrides: Partial<Policy> = {}): TestServices {
  const owner = openPool({ connectionString: database.ownerUrl, max: 4, applicationName: 'test-owner' })
  const services = openChannelServices(database, overrides)
  afterAll(() => owner.end(), 10_000)
  return { services, owner }
}

/** One more channel server's worth of services: call it twice for two processes over one database. */
export function openChannelServices(database: TestDatabase, overrides: Partial<Policy> = {}): ChannelServices {
  const pool = openPool({ connectionString: database.channelUrl, max: 12, applicationName: 'test-channel' })
  afterAll(() => pool.end(), 10_000)
  const policy: Policy = { ...defaultPolicy, ...overrides }
  return {
    pool,
    keys: readChannelKeys(database.keyFiles.channel),
    policy: () => policy,
    log: pino({ level: 'silent' }),
    institution: { name: 'بانک نمونه', supportPhone: '۰۲۱-۲۷۳۱۰' },
    demo: true,
  }
}
