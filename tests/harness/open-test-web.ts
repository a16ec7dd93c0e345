import { afterAll } from 'vitest'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { openPool } from '#server/database.ts'
import type { OperatorAsks } from '#server/operator-acts/operator-asks.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import { beRefused } from '#server/operators/be-refused.ts'
import type { DeskServices, WebServices } from '#server/services.ts'
import type { TestDatabase } from './open-test-database.ts'
import { openTestDesk } from './open-test-desk.ts'

/** What a page reads by: the web role's grants and no key. What reading leaves behind is written where the channel writes. */
export function openTestWeb(database: TestDatabase): Pick<WebServices, 'pool' | 'policy' | 'asks'> {
  const pool = openPool({ connectionString: database.webUrl, max: 4, applicationName: 'test-web' })
  afterAll(() => pool.end(), 10_000)
  return { pool, policy: () => defaultPolicy, asks: asksOf(openTestDesk(database)) }
}

/** As the web process asks, without the way through a socket. */
export function asksOf(desk: DeskServices): OperatorAsks {
  return {
    keepAlive: async (ctx) => void (await requireOperator(desk, ctx)),
    recordDenial: (ctx, asked) => beRefused(desk, ctx, { asked }),
  }
}
