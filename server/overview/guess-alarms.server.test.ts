import { expect, test } from 'vitest'
import { listGuessAlarms } from '#server/overview/list-guess-alarms.ts'
import { countSpreadAlarms, raiseSpreadAlarm } from '#server/rates/spread-alarm.ts'
import type { RequestContext } from '#server/request-context.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const web = openTestWeb(database)
const nowMs = Date.now()

async function ring(of: 'client' | 'merchant', merchantId: string, atMs: number): Promise<void> {
  const actor = { kind: 'channel', clientId: 'gateway-test', clientKind: 'gateway', name: 'درگاه آزمون' } as const
  const ctx: RequestContext = { actor, requestId: 'r', ip: '127.0.0.1', userAgent: null, nowMs: atMs }
  const one = { clientId: 'gateway-test', merchantId, sourceId: 's', guardId: 'g', nowMs: atMs }
  const key = of === 'client' ? 'gateway-test' : `gateway-test/${merchantId}`
  await raiseSpreadAlarm(services, ctx, { spread: { of, key, tries: 110, wrong: 100, sources: 44, cards: 25 }, one })
}

test('an alarm rings once in a window, is counted, and stands a day on the home of who reads all verifications', async () => {
  for (const atMs of [nowMs - 11 * 60_000, nowMs - 2_000, nowMs - 1_000]) await ring('client', 'M-1', atMs)
  await ring('merchant', 'M-1', nowMs - 3_000)
  await ring('merchant', 'M-old', nowMs - 25 * 3_600_000)
  expect(countSpreadAlarms(services.pool)).toEqual({ client: 2, merchant: 2 })
  const shown = { clientId: 'gateway-test', clientName: 'درگاه آزمون', wrong: 100, sources: 44, cards: 25 }
  for (const role of ['fraud', 'auditor'] as const) {
    const operator = await makeOperator(owner, { role, nowMs })
    expect(await listGuessAlarms(web, operator.ctx(nowMs))).toMatchObject([
      { ...shown, merchantId: null, atMs: nowMs - 2_000 },
      { ...shown, merchantId: 'M-1', atMs: nowMs - 3_000 },
    ])
  }
  const { branchId } = await makeCustomer(owner, services.keys, { nowMs })
  const clerk = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  await expect(listGuessAlarms(web, clerk.ctx(nowMs))).rejects.toMatchObject({ code: 'forbidden' })
})
