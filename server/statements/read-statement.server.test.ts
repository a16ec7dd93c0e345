import { expect, test } from 'vitest'
import { readStatement } from '#server/statements/read-statement.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, putInHand } from '#tests/harness/make-operator.ts'
import { makeVerifications } from '#tests/harness/make-verifications.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const dayMs = 86_400_000
const customer = await makeCustomer(owner, services.keys, { nowMs })
const { customerId } = customer
const fraud = await makeOperator(owner, { role: 'fraud', nowMs })

test('it holds what was tried in its period, newest first, and nothing older', async () => {
  const [old, late, fresh] = await makeVerifications(owner, customer, [
    { atMs: nowMs - 8 * dayMs },
    { atMs: nowMs - 6 * dayMs, reason: 'code_expired', details: { secondsLate: 13 } },
    { atMs: nowMs - 1_000 },
  ])
  const week = await readStatement(desk, fraud.ctx(nowMs), { customerId, days: 7 })
  expect(week.verifications.map(({ id }) => id)).toEqual([fresh, late])
  expect(week.isCut).toBe(false)
  const month = await readStatement(desk, fraud.ctx(nowMs), { customerId, days: 30 })
  expect(month.verifications.map(({ id }) => id)).toContain(old)
})

test('each one drawn is recorded with its period, and does not stand on the next', async () => {
  const { acts } = await readStatement(desk, fraud.ctx(nowMs), { customerId, days: 90 })
  expect(acts.map(({ action }) => action)).not.toContain('statement.printed')
  const { rows } = await owner.query(
    `SELECT actor_id, data FROM audit_event WHERE action = 'statement.printed' AND customer_id = $1 AND data->'fromMs' = $2`,
    [customerId, nowMs - 90 * dayMs],
  )
  expect(rows).toEqual([{ actor_id: fraud.operatorId, data: { fromMs: nowMs - 90 * dayMs, toMs: nowMs } }])
})

test('more rows than a statement holds are cut to the newest, and it says so', async () => {
  const busy = await makeCustomer(owner, services.keys, { nowMs })
  const wishes = Array.from({ length: 301 }, (_, each) => ({ atMs: nowMs - each * 1_000 }))
  const [newest, ...others] = await makeVerifications(owner, busy, wishes)
  const drawn = await readStatement(desk, fraud.ctx(nowMs), { customerId: busy.customerId, days: 7 })
  expect([drawn.isCut, drawn.verifications.length, drawn.verifications[0]?.id]).toEqual([true, 300, newest])
  expect(drawn.verifications.map(({ id }) => id)).not.toContain(others.at(-1))
})

test('telephone support draws one only of the customer in hand', async () => {
  const support = await makeOperator(owner, { role: 'support', nowMs })
  const draw = () => readStatement(desk, support.ctx(nowMs), { customerId, days: 7 })
  await expect(draw()).rejects.toMatchObject({ code: 'not_found' })
  await putInHand(owner, { operatorId: support.operatorId, customerId, reason: null, untilMs: nowMs + 60_000 })
  await expect(draw()).resolves.toMatchObject({ toMs: nowMs })
})

test('a clerk of another branch draws none, an administrator neither', async () => {
  const { branchId } = await makeCustomer(owner, services.keys, { nowMs })
  const clerk = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  await putInHand(owner, { operatorId: clerk.operatorId, customerId, reason: null, untilMs: nowMs + 60_000 })
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  const wish = { customerId, days: 7 } as const
  await expect(readStatement(desk, clerk.ctx(nowMs), wish)).rejects.toMatchObject({ code: 'not_found' })
  await expect(readStatement(desk, admin.ctx(nowMs), wish)).rejects.toMatchObject({ code: 'forbidden' })
})
