import { expect, test } from 'vitest'
import { revealCustomerField } from '#server/customers/reveal-customer-field.ts'
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

test('a mobile and a national id are answered whole, each look recorded without its value', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs, mobile: '+989121234567' })
  const { customerId, nationalId } = customer
  const { ctx } = await makeOperator(owner, { role: 'support', nowMs })
  expect(await revealCustomerField(desk, ctx(nowMs), { customerId, field: 'mobile' })).toEqual({ value: '09121234567' })
  expect(await revealCustomerField(desk, ctx(nowMs + 1), { customerId, field: 'national_id' })).toEqual({
    value: nationalId,
  })
  const audit = await readAudit(owner, customerId)
  expect(audit).toMatchObject([
    { action: 'customer.revealed', data: { field: 'mobile' } },
    { action: 'customer.revealed', data: { field: 'national_id' } },
  ])
  expect(JSON.stringify(audit.map(({ data }) => data))).not.toMatch(/\d/)
})

test('thirty an hour, also when they are asked for all at once; the next hour allows again', async () => {
  const { customerId } = await makeCustomer(owner, services.keys, { nowMs })
  const { ctx } = await makeOperator(owner, { role: 'support', nowMs })
  const ask = (atMs: number) => revealCustomerField(desk, ctx(atMs), { customerId, field: 'mobile' })
  const answers = await Promise.allSettled(Array.from({ length: 34 }, () => ask(nowMs)))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(30)
  await expect(ask(nowMs + 1_000)).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await readAudit(owner, customerId)).toHaveLength(30)
  await owner.query("UPDATE staff_session SET last_seen_at = last_seen_at + interval '1 hour'")
  await expect(ask(nowMs + 3_600_000)).resolves.toMatchObject({ value: expect.any(String) })
})

test('another branch’s customer stays masked, without a row', async () => {
  const { customerId } = await makeCustomer(owner, services.keys, { nowMs })
  const { branchId } = await makeCustomer(owner, services.keys, { nowMs })
  const { ctx } = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  const asked = revealCustomerField(desk, ctx(nowMs), { customerId, field: 'mobile' })
  await expect(asked).rejects.toMatchObject({ code: 'not_found' })
  expect(await readAudit(owner, customerId)).toEqual([])
})

test('revealing refuses role admin', async () => {
  const { customerId } = await makeCustomer(owner, services.keys, { nowMs })
  const { ctx } = await makeOperator(owner, { role: 'admin', nowMs })
  const asked = revealCustomerField(desk, ctx(nowMs), { customerId, field: 'national_id' })
  await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
})
