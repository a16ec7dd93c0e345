import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { exportVerifications } from '#server/verifications/export-verifications.ts'
import { readVerification } from '#server/verifications/read-verification.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, putInHand } from '#tests/harness/make-operator.ts'
import { makeVerifications } from '#tests/harness/make-verifications.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const fraud = await makeOperator(owner, { role: 'fraud', nowMs })
const makeOne = () => makeCustomer(owner, services.keys, { nowMs })

async function makeAsked(customer: TestCustomer, atMs: number): Promise<string> {
  const [id, smsId] = [drawId(atMs), drawId(atMs)]
  await owner.query(
    `INSERT INTO sms_message (id, at, customer_id, mobile, template, state, otp_request_id, accepted_at, ended_at)
     VALUES ($1, $2, $3, $4, 'otp', 'delivered', $5, $2, $6)`,
    [smsId, at(atMs), customer.customerId, customer.mobile, id, at(atMs + 61_000)],
  )
  await owner.query(
    `INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, reference_number, process_type, amount, payee_name,
       merchant_id, terminal_id, channel_client_id, state, expires_at, sms_message_id)
     VALUES ($1, $2, $3, $4, $5, '123456789012', 'purchase', 4870000, 'فروشگاه آزمون', 'M1', 'T1', 'gateway-test', 'expired', $6, $7)`,
    [id, at(atMs), customer.card.guardIds.second, customer.card.cardId, customer.customerId, at(atMs + 120_000), smsId],
  )
  return id
}

test('a verification comes with what was asked, its SMS and what else happened within ten minutes', async () => {
  const [customer, stranger] = [await makeOne(), await makeOne()]
  const atMs = nowMs - 1_000_000
  const otpRequestId = await makeAsked(customer, atMs - 133_000)
  const details = { secondsLate: 13 }
  const wishes = [
    { atMs, reason: 'code_expired', otpRequestId, details },
    { atMs: atMs + 599_000 },
    { atMs: atMs + 601_000 },
  ]
  const [id = '', near = '', far = ''] = await makeVerifications(owner, customer, wishes)
  await makeVerifications(owner, stranger, [{ atMs }])
  const page = await readVerification(desk, fraud.ctx(nowMs), { verificationId: id })
  expect(page.verification).toMatchObject({
    id,
    atMs,
    reason: 'code_expired',
    customerId: customer.customerId,
    details,
  })
  expect(page.asked).toMatchObject({
    atMs: atMs - 133_000,
    expiresAtMs: atMs - 13_000,
    smsState: 'delivered',
    smsEndedAtMs: atMs - 72_000,
  })
  expect(page.around.map(({ kind }) => kind)).toEqual(['otp_request', 'sms', 'verification'])
  const ids = page.around.map((each) => each.id)
  expect(ids).toContain(near)
  expect(ids).not.toContain(far)
})

test('the view is recorded with the customer, once for ten minutes of looking', async () => {
  const customer = await makeOne()
  const reader = await makeOperator(owner, { role: 'fraud', nowMs })
  const [verificationId = ''] = await makeVerifications(owner, customer, [{ atMs: nowMs, reason: 'code_mismatch' }])
  for (const laterMs of [0, 1000, 599_000, 601_000])
    await readVerification(desk, reader.ctx(nowMs + laterMs), { verificationId })
  const { rows } = await owner.query(
    `SELECT customer_id, subject_id, data FROM audit_event WHERE actor_id = $1 AND action = 'verification.viewed'`,
    [reader.operatorId],
  )
  const data = { last4: customer.card.pan.last4, reason: 'code_mismatch' }
  const row = { customer_id: customer.customerId, subject_id: verificationId, data }
  expect(rows).toEqual([row, row])
})

test.each(['branch', 'support'] as const)(
  'for role %s what is out of hand answers like what is not there',
  async (role) => {
    const customer = await makeOne()
    const reader = await makeOperator(owner, { role, branchId: customer.branchId, nowMs })
    const [verificationId = '', ofNobody = ''] = await makeVerifications(owner, customer, [
      { atMs: nowMs },
      { atMs: nowMs, reason: 'card_unknown', customer: null },
    ])
    const refusalOf = (id: string) =>
      readVerification(desk, reader.ctx(nowMs), { verificationId: id }).catch(({ code, reason, fields }) => ({
        code,
        reason,
        fields,
      }))
    const missing = await refusalOf(drawId(nowMs))
    expect(missing).toEqual({ code: 'not_found', reason: 'not_found', fields: {} })
    expect(await refusalOf(verificationId)).toEqual(missing)
    expect(await refusalOf('no-id')).toEqual(missing)
    await putInHand(owner, {
      operatorId: reader.operatorId,
      customerId: customer.customerId,
      reason: null,
      untilMs: nowMs + 1,
    })
    expect(await refusalOf(verificationId)).toHaveProperty('verification.id', verificationId)
    expect(await refusalOf(ofNobody)).toEqual(missing)
  },
)

test('refuses role admin', async () => {
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  const reading = readVerification(desk, admin.ctx(nowMs), { verificationId: drawId(nowMs) })
  await expect(reading).rejects.toMatchObject({ code: 'forbidden' })
})

test('an export holds the rows shown and leaves who took them, how many and why', async () => {
  const customer = await makeOne()
  const merchant = randomUUID()
  await makeVerifications(owner, customer, [
    { atMs: nowMs, merchantId: merchant },
    { atMs: nowMs, merchantId: 'M2' },
  ])
  const window = { fromMs: nowMs - 1000, toMs: nowMs + 1 }
  const query = { window, filters: { merchant }, reason: 'نامهٔ ۱۲۳' }
  const { rows, isCapped } = await exportVerifications(desk, fraud.ctx(nowMs), query)
  expect(rows.map(({ merchantId }) => merchantId)).toEqual([merchant])
  expect(isCapped).toBe(false)
  const { rows: events } = await owner.query(
    `SELECT reason, data FROM audit_event WHERE action = 'verification.exported' AND data->>'merchant' = $1`,
    [merchant],
  )
  expect(events).toEqual([{ reason: 'نامهٔ ۱۲۳', data: { rows: 1, isCapped: false, ...window, merchant } }])
})

test('an export without a reason takes nothing and leaves nothing', async () => {
  const window = { fromMs: nowMs - 1000, toMs: nowMs + 1 }
  const taking = exportVerifications(desk, fraud.ctx(nowMs), { window, filters: { merchant: 'none' }, reason: '  ' })
  await expect(taking).rejects.toMatchObject({ code: 'validation_failed' })
  const { rowCount } = await owner.query(`SELECT FROM audit_event WHERE data->>'merchant' = 'none'`)
  expect(rowCount).toBe(0)
})

test.each(['branch', 'support', 'admin'] as const)('refuses role %s an export', async (role) => {
  const branchId = (await makeOne()).branchId
  const reader = await makeOperator(owner, { role, branchId, nowMs })
  const window = { fromMs: nowMs - 1000, toMs: nowMs + 1 }
  const taking = exportVerifications(desk, reader.ctx(nowMs), { window, filters: {}, reason: 'بازرسی' })
  await expect(taking).rejects.toMatchObject({ code: 'forbidden' })
})
