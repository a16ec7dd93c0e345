import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { countCustomersByState, listCustomersByState } from '#server/overview/list-customers-by-state.ts'
import { listLatestFailures } from '#server/overview/list-latest-failures.ts'
import { readHealth } from '#server/overview/read-health.ts'
import { readBranches, readChannelClients, readPolicyFigures, readStaff } from '#server/settings/read-settings.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { makeVerifications } from '#tests/harness/make-verifications.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()

test('a counter counts whom its list lists: locked now, of the own branch for a clerk, of all for support', async () => {
  const [locked, released, held] = await Promise.all([1, 2, 3].map(() => makeCustomer(owner, services.keys, { nowMs })))
  if (!locked || !released || !held) throw new Error('three customers were made')
  const close = (guardId: string, column: string, atMs: number) =>
    owner.query(`UPDATE guard SET ${column} = $2 WHERE id = $1`, [guardId, at(atMs)])
  await close(locked.card.guardIds.second, 'app_closed_until', nowMs + 60_000)
  await close(released.card.guardIds.second, 'all_closed_until', nowMs - 1)
  await close(held.card.guardIds.first, 'held_since', nowMs - 60_000)
  const clerk = await makeOperator(owner, { role: 'branch', branchId: locked.branchId, nowMs })
  const support = await makeOperator(owner, { role: 'support', nowMs })
  const ofClerk = await listCustomersByState(desk, clerk.ctx(nowMs), { state: 'locked' })
  expect(ofClerk.customers.map(({ id }) => id)).toEqual([locked.customerId])
  expect((await countCustomersByState(desk, clerk.ctx(nowMs))).locked).toEqual({ count: 1, isCapped: false })
  const ofSupport = await listCustomersByState(desk, support.ctx(nowMs), { state: 'locked' })
  expect(ofSupport.customers.map(({ id }) => id).sort()).toEqual([locked.customerId, held.customerId].sort())
  expect((await countCustomersByState(desk, support.ctx(nowMs))).locked.count).toBe(2)
})

test('customers whose enrollment waits are listed in pages without gaps or repeats', async () => {
  const support = await makeOperator(owner, { role: 'support', nowMs })
  for (let n = 0; n < 53; n++) {
    const customer = await makeCustomer(owner, services.keys, { nowMs })
    await makeAppEnrollment(owner, services.keys, customer, {
      nowMs,
      status: 'pending',
      activationStatus: 'unconfirmed',
    })
  }
  const first = await listCustomersByState(desk, support.ctx(nowMs), { state: 'pending' })
  expect(first.customers).toHaveLength(50)
  const second = await listCustomersByState(desk, support.ctx(nowMs), {
    state: 'pending',
    afterId: first.nextAfterId ?? '',
  })
  expect(second).toMatchObject({ nextAfterId: null })
  expect(new Set([...first.customers, ...second.customers].map(({ id }) => id)).size).toBe(53)
})

test('such a list is recorded as a search of customers', async () => {
  const support = await makeOperator(owner, { role: 'support', nowMs })
  await listCustomersByState(desk, support.ctx(nowMs), { state: 'locked' })
  const { rows } = await owner.query('SELECT action, data FROM audit_event WHERE actor_id = $1', [support.operatorId])
  expect(rows).toMatchObject([{ action: 'customer.found', data: { kinds: ['locked'] } }])
})

test('the latest failures are the rejected of the last day, newest first, for who reads all', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const wishes = [
    { atMs: nowMs - 10, reason: 'code_mismatch' },
    { atMs: nowMs },
    { atMs: nowMs - 5, reason: 'code_expired' },
  ]
  const [older, , newer] = await makeVerifications(owner, customer, wishes)
  const fraud = await makeOperator(owner, { role: 'fraud', nowMs })
  expect((await listLatestFailures(desk, fraud.ctx(nowMs))).map(({ id }) => id)).toEqual([newer, older])
  const clerk = await makeOperator(owner, { role: 'branch', branchId: customer.branchId, nowMs })
  await expect(listLatestFailures(desk, clerk.ctx(nowMs))).rejects.toMatchObject({ code: 'forbidden' })
})

test('health tells the last hour of SMS and the last verification of each channel', async () => {
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  await owner.query(
    `INSERT INTO channel_client (id, kind, name, created_at, sources)
     SELECT id, kind, name, now(), '{127.0.0.0/8}' FROM (VALUES ('gateway-test', 'gateway', 'درگاه'), ('atm-quiet', 'atm', 'خودپرداز')) AS c (id, kind, name)`,
  )
  await owner.query(
    `INSERT INTO sms_message (id, at, mobile, template, state, ended_at)
     SELECT gen_random_uuid(), $1, '+989000000000', 'otp', state, $1::timestamptz + seconds * interval '1 second'
     FROM (VALUES ('delivered', 4), ('delivered', 10), ('delivered', 90), ('queued', NULL), ('failed', 5)) s (state, seconds)`,
    [at(nowMs - 120_000)],
  )
  const { sms, channels } = await readHealth(desk, admin.ctx(nowMs))
  expect(sms).toEqual({ delivered: 3, queued: 1, failed: 1, medianSeconds: 10 })
  expect(channels).toMatchObject([
    { id: 'gateway-test', lastSeenAtMs: nowMs },
    { id: 'atm-quiet', lastSeenAtMs: null },
  ])
})

test.each(['branch', 'support', 'fraud'] as const)('refuses role %s every part of the settings', async (role) => {
  const { branchId } = await makeCustomer(owner, services.keys, { nowMs })
  const operator = await makeOperator(owner, { role, branchId, nowMs })
  for (const read of [readChannelClients, readStaff, readBranches, readPolicyFigures]) {
    await expect(read(desk, operator.ctx(nowMs))).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('refuses role admin the counters and lists of customers', async () => {
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  await expect(countCustomersByState(desk, admin.ctx(nowMs))).rejects.toMatchObject({ code: 'forbidden' })
  const listing = listCustomersByState(desk, admin.ctx(nowMs), { state: 'locked' })
  await expect(listing).rejects.toMatchObject({ code: 'forbidden' })
})

test('an auditor reads staff, channels, branches and every figure of the policy, and no secret with them', async () => {
  const auditor = await makeOperator(owner, { role: 'auditor', nowMs })
  const ctx = auditor.ctx(nowMs)
  const all = [await readStaff(desk, ctx), await readChannelClients(desk, ctx), await readBranches(desk, ctx)]
  for (const rows of all) expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(all)).not.toMatch(/password|secret|sealed/i)
  const { figures } = await readPolicyFigures(desk, ctx)
  expect(figures.find(({ key }) => key === 'smsValiditySeconds')).toMatchObject({ value: 120, isChanged: false })
})
