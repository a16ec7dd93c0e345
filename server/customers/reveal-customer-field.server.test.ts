import { expect, test } from 'vitest'
import { defaultPolicy } from '#domain/operator/policy.ts'
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

test('forty different customers at once: as many as the ceiling are shown, and no more; the next hour allows again', async () => {
  const { operatorId, ctx } = await makeOperator(owner, { role: 'support', nowMs })
  const people = await Promise.all(Array.from({ length: 40 }, () => makeCustomer(owner, services.keys, { nowMs })))
  const ask = (customerId: string, atMs: number) =>
    revealCustomerField(desk, ctx(atMs), { customerId, field: 'national_id' })
  const answers = await Promise.allSettled(people.map(({ customerId }) => ask(customerId, nowMs)))
  const max = defaultPolicy.supportRevealsPerHourMax
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(max)
  const fields = { kind: 'reveal', max, fromMs: nowMs + 3_600_000 }
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
  for (const each of refused) expect(each).toMatchObject({ code: 'conflict', reason: 'ceiling_reached', fields })
  const shown = await owner.query(`SELECT FROM audit_event WHERE actor_id = $1 AND action = 'customer.revealed'`, [
    operatorId,
  ])
  expect(shown.rowCount).toBe(max)
  await owner.query("UPDATE staff_session SET last_seen_at = last_seen_at + interval '1 hour'")
  const last = people[answers.findIndex(({ status }) => status === 'rejected')]?.customerId ?? ''
  await expect(ask(last, nowMs + 3_600_000)).resolves.toMatchObject({ value: expect.any(String) })
})

test('the same field of the same customer counts once, however often it is shown within the hour; each look has its row', async () => {
  const { customerId } = await makeCustomer(owner, services.keys, { nowMs })
  const { ctx } = await makeOperator(owner, { role: 'support', nowMs })
  const looks = defaultPolicy.supportRevealsPerHourMax + 5
  for (let look = 0; look < looks; look++)
    await revealCustomerField(desk, ctx(nowMs + look), { customerId, field: 'mobile' })
  expect(await readAudit(owner, customerId)).toHaveLength(looks)
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
