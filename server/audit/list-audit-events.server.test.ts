import { expect, test } from 'vitest'
import { exportAuditEvents } from '#server/audit/export-audit-events.ts'
import { listAuditEvents } from '#server/audit/list-audit-events.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const window = { fromMs: nowMs - 3_600_000, toMs: nowMs + 1 }
const customer = await makeCustomer(owner, services.keys, { nowMs })
const auditor = await makeOperator(owner, { role: 'auditor', nowMs })
const { branchId, customerId } = customer

async function act(
  operator: TestOperator,
  atMs: number,
  action: 'customer.viewed' | 'guard.suspended' = 'customer.viewed',
) {
  const ctx = operator.ctx(atMs)
  const who = await requireOperator(desk, operator.ctx(nowMs))
  const data = { last4: '4711', branchName: 'شعبه' }
  await recordAuditEvent(desk.pool, ctx, { action, customerId, reason: 'آزمون', proof: 'card_and_pin', data }, who)
}

test('pages of events show every event once, also those of one millisecond', async () => {
  const clerk = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  for (let n = 0; n < 23; n++) await act(clerk, nowMs - 1000 * Math.floor(n / 5))
  const seen: string[] = []
  let beforeId: string | undefined
  do {
    const query = { ...window, operatorId: clerk.operatorId, beforeId, limit: 5 }
    const page = await listAuditEvents(desk, auditor.ctx(nowMs), query)
    seen.push(...page.rows.map(({ id }) => id))
    beforeId = page.olderThanId ?? undefined
  } while (beforeId)
  expect(seen).toHaveLength(23)
  expect(new Set(seen).size).toBe(23)
  expect(seen).toEqual([...seen].sort().reverse())
})

test.each(['branch', 'support'] as const)('role %s reads its own acts, whoever it asks for', async (role) => {
  const [mine, other] = [
    await makeOperator(owner, { role, branchId, nowMs }),
    await makeOperator(owner, { role, branchId, nowMs }),
  ]
  await act(mine, nowMs)
  await act(other, nowMs)
  const list = await listAuditEvents(desk, mine.ctx(nowMs), { ...window, operatorId: other.operatorId })
  expect(list.rows.map(({ actorId }) => actorId)).toEqual([mine.operatorId])
  expect(list).toMatchObject({ isOwnOnly: true, operators: [] })
})

test('an auditor narrows by operator, act and customer, and reads names', async () => {
  const clerk = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  await act(clerk, nowMs, 'guard.suspended')
  await act(clerk, nowMs)
  const query = { ...window, operatorId: clerk.operatorId, action: 'guard.suspended', customerId }
  const { rows, operators } = await listAuditEvents(desk, auditor.ctx(nowMs), query)
  expect(rows).toMatchObject([
    { action: 'guard.suspended', customerName: 'نام آزمون', reason: 'آزمون', proof: 'card_and_pin' },
  ])
  expect(operators.map(({ id }) => id)).toContain(clerk.operatorId)
})

test('an administrator reads acts without the names and cards of customers', async () => {
  const [admin, clerk] = [
    await makeOperator(owner, { role: 'admin', nowMs }),
    await makeOperator(owner, { role: 'branch', branchId, nowMs }),
  ]
  await act(clerk, nowMs)
  const { rows } = await listAuditEvents(desk, admin.ctx(nowMs), { ...window, operatorId: clerk.operatorId })
  expect(rows).toMatchObject([{ customerId, customerName: null, last4: null, data: { branchName: 'شعبه' } }])
  expect(JSON.stringify(rows)).not.toContain('4711')
})

test("reading others' acts is recorded once in ten minutes, reading one's own is not", async () => {
  const [reader, clerk] = [
    await makeOperator(owner, { role: 'auditor', nowMs }),
    await makeOperator(owner, { role: 'branch', branchId, nowMs }),
  ]
  for (const laterMs of [0, 1000, 601_000]) await listAuditEvents(desk, reader.ctx(nowMs + laterMs), window)
  await listAuditEvents(desk, clerk.ctx(nowMs), window)
  const countOf = async ({ operatorId }: TestOperator) =>
    (await owner.query(`SELECT FROM audit_event WHERE actor_id = $1 AND action = 'audit.read'`, [operatorId])).rowCount
  expect(await countOf(reader)).toBe(2)
  expect(await countOf(clerk)).toBe(0)
})

test('refuses role fraud', async () => {
  const fraud = await makeOperator(owner, { role: 'fraud', nowMs })
  await expect(listAuditEvents(desk, fraud.ctx(nowMs), window)).rejects.toMatchObject({ code: 'forbidden' })
})

test('an auditor takes the events with a reason, and that is an event', async () => {
  const clerk = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  await act(clerk, nowMs)
  const query = { ...window, operatorId: clerk.operatorId, reason: 'بازرسی فصل' }
  const { rows, isCapped } = await exportAuditEvents(desk, auditor.ctx(nowMs), query)
  expect(rows).toHaveLength(1)
  expect(isCapped).toBe(false)
  const { rows: events } = await owner.query(
    `SELECT reason, data->>'rows' AS rows FROM audit_event WHERE action = 'audit.exported' AND data->>'operatorId' = $1`,
    [clerk.operatorId],
  )
  expect(events).toEqual([{ reason: 'بازرسی فصل', rows: '1' }])
  await expect(exportAuditEvents(desk, auditor.ctx(nowMs), { ...query, reason: '' })).rejects.toMatchObject({
    code: 'validation_failed',
  })
})

test.each(['branch', 'support', 'fraud', 'admin'] as const)('refuses role %s an export', async (role) => {
  const reader = await makeOperator(owner, { role, branchId, nowMs })
  const taking = exportAuditEvents(desk, reader.ctx(nowMs), { ...window, reason: 'بازرسی' })
  await expect(taking).rejects.toMatchObject({ code: 'forbidden' })
})
