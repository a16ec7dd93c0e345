import { expect, test } from 'vitest'
import { openCustomer } from '#server/customers/open-customer.ts'
import { readCustomer } from '#server/customers/read-customer.ts'
import { readTimeline } from '#server/customers/read-timeline.ts'
import { drawId } from '#server/draw-id.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const halfHourMs = 30 * 60_000

const customerAnd = async (role: 'branch' | 'support' | 'fraud' | 'auditor' | 'admin', branch: 'own' | 'other') => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const elsewhere = await makeCustomer(owner, services.keys, { nowMs })
  const branchId = role === 'branch' ? (branch === 'own' ? customer : elsewhere).branchId : null
  const operator = await makeOperator(owner, { role, branchId, nowMs })
  return { customerId: customer.customerId, operator, ctx: operator.ctx(nowMs) }
}

test.each(['support', 'fraud', 'auditor'] as const)('%s opens any customer, which is recorded once', async (role) => {
  const { customerId, ctx, operator } = await customerAnd(role, 'other')
  expect(await openCustomer(desk, ctx, { customerId })).toEqual({ outcome: 'opened' })
  expect(await openCustomer(desk, ctx, { customerId })).toEqual({ outcome: 'opened' })
  expect(await readAudit(owner, customerId)).toMatchObject([
    { action: 'customer.viewed', actorId: operator.operatorId, reason: null },
  ])
  expect((await readCustomer(desk, ctx, { customerId })).id).toBe(customerId)
})

test('a branch opens its own customer without a reason and has them in hand', async () => {
  const { customerId, ctx, operator } = await customerAnd('branch', 'own')
  expect(await openCustomer(desk, ctx, { customerId })).toEqual({ outcome: 'opened' })
  const { rows } = await owner.query('SELECT expires_at FROM customer_in_hand WHERE operator_id = $1', [
    operator.operatorId,
  ])
  expect(rows[0].expires_at).toBe(nowMs + halfHourMs)
})

test('another branch’s customer is not readable until a reason is given, and no longer than half an hour', async () => {
  const { customerId, ctx, operator } = await customerAnd('branch', 'other')
  expect(await openCustomer(desk, ctx, { customerId })).toEqual({ outcome: 'reason_needed', branchName: 'شعبهٔ آزمون' })
  await expect(readCustomer(desk, ctx, { customerId })).rejects.toMatchObject({ code: 'not_found' })
  const timeline = { customerId, kind: null, before: null }
  await expect(readTimeline(desk, ctx, timeline)).rejects.toMatchObject({ code: 'not_found' })
  expect(await readAudit(owner, customerId)).toEqual([])

  await openCustomer(desk, ctx, { customerId, reason: 'مشتری پای باجه است' })
  expect(await readAudit(owner, customerId)).toMatchObject([
    { action: 'customer.viewed', reason: 'مشتری پای باجه است', actorId: operator.operatorId },
  ])
  expect((await readCustomer(desk, ctx, { customerId })).id).toBe(customerId)
  expect(await openCustomer(desk, ctx, { customerId })).toEqual({ outcome: 'opened' })

  await owner.query("UPDATE staff_session SET last_seen_at = last_seen_at + interval '30 minutes'")
  const later = operator.ctx(nowMs + halfHourMs)
  expect(await openCustomer(desk, later, { customerId })).toMatchObject({ outcome: 'reason_needed' })
  await expect(readCustomer(desk, later, { customerId })).rejects.toMatchObject({ code: 'not_found' })
})

test.each(['', 'نه', 'آ'.repeat(301), 'خط\nدوم'])('the reason %j opens nothing', async (reason) => {
  const { customerId, ctx } = await customerAnd('branch', 'other')
  await expect(openCustomer(desk, ctx, { customerId, reason })).rejects.toMatchObject({ code: 'validation_failed' })
  await expect(readCustomer(desk, ctx, { customerId })).rejects.toMatchObject({ code: 'not_found' })
})

test('a customer who is not there is not found, whatever reason is given', async () => {
  const { ctx } = await customerAnd('branch', 'own')
  const customerId = drawId(nowMs)
  await expect(openCustomer(desk, ctx, { customerId, reason: 'مشتری پای باجه است' })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('opening and reading refuse role admin', async () => {
  const { customerId, ctx } = await customerAnd('admin', 'other')
  await expect(openCustomer(desk, ctx, { customerId })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readCustomer(desk, ctx, { customerId })).rejects.toMatchObject({ code: 'forbidden' })
  const timeline = { customerId, kind: null, before: null }
  await expect(readTimeline(desk, ctx, timeline)).rejects.toMatchObject({ code: 'forbidden' })
})
