import { expect, test } from 'vitest'
import { searchKey } from '#domain/text/text-folding.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { at } from '#server/database.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { makePayment } from '#tests/harness/make-payments.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { manyLookUps, openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database, manyLookUps)
const nowMs = Date.now()
const support = await makeOperator(owner, { role: 'support', nowMs })

async function find(query: string, who = support) {
  return await findCustomers(desk, who.ctx(nowMs), { query })
}

async function makeNamed(name: string, branchId?: string): Promise<string> {
  const { customerId } = await makeCustomer(owner, services.keys, { nowMs })
  const values = [customerId, name, searchKey(name), branchId ?? null]
  await owner.query(
    'UPDATE customer SET name = $2, name_search = $3, branch_id = coalesce($4, branch_id) WHERE id = $1',
    values,
  )
  return customerId
}

const hits = async (query: string, who = support) =>
  (await find(query, who)).customers.map(({ name, match }) => `${match} ${name}`)

test('the very name stands before those that begin so, these before those that have it within, near ones last', async () => {
  for (const name of ['بهروز فرهادیان', 'فرهاد', 'فرهاد کوهی', 'فرهاذ']) await makeNamed(name)
  expect(await hits('فرهاد')).toEqual(['exact فرهاد', 'start فرهاد کوهی', 'part بهروز فرهادیان'])
  expect(await hits('فرهاد کوهی')).toEqual(['exact فرهاد کوهی'])
})

test.each([
  ['a letter wrong', 'سهیلا قرباتی'],
  ['a letter missing', 'سهیلا قربنی'],
  ['a letter too many', 'سههیلا قربانی'],
  ['two neighbours swapped', 'سهیلا قرابنی'],
  ['a slip in both words', 'سهلیا قربانی'],
])('%s still finds the person, marked as near', async (_what, typed) => {
  if ((await hits('سهیلا قربانی')).length === 0) await makeNamed('سهیلا قربانی')
  expect(await hits(typed)).toEqual(['near سهیلا قربانی'])
})

test('a name that was never heard of has no near one', async () => {
  const { customers, searched } = await find('زغنبوت کشمشزاده')
  expect(customers).toEqual([])
  expect(searched).toEqual(['name', 'name_start', 'name_near'])
})

test('customers of the operator’s own branch come first, also past the twenty places', async () => {
  const { branchId } = await makeCustomer(owner, services.keys, { nowMs })
  for (let count = 0; count < 24; count++) await makeNamed('هوشنگ پرشمار')
  const own = await makeNamed('هوشنگ پرشمار', branchId)
  const clerk = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  for (const query of ['هوشنگ پرشمار', 'هوشنگ', 'پرشمار', 'پر شمار هوشنگ']) {
    const { customers, more } = await find(query, clerk)
    expect(customers[0], query).toMatchObject({ id: own, isOwnBranch: true })
    expect(more, query).toBe(true)
  }
})

test('the same search gives the same order every time', async () => {
  for (let count = 0; count < 6; count++) await makeNamed('یکنام همیشه')
  const first = (await find('یکنام')).customers.map(({ id }) => id)
  for (let round = 0; round < 3; round++) expect((await find('یکنام')).customers.map(({ id }) => id)).toEqual(first)
})

test('a name with the last four digits of a card finds the one of many', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  await owner.query('UPDATE customer SET name = $2, name_search = $3 WHERE id = $1', [
    customer.customerId,
    'شهلا کارتی',
    'شهلا کارتی',
  ])
  await makeNamed('شهلا کارتی')
  const { last4 } = customer.card.pan
  for (const query of [`شهلا ${last4}`, `کارتی کارت ${last4}`, `${last4} شهلا کارتی`]) {
    const { customers, searched } = await find(query)
    expect(customers, query).toMatchObject([{ id: customer.customerId, match: 'exact' }])
    expect(searched, query).toContain('name_last4')
  }
})

test('the end of a mobile stands before the middle of another, and the first digits are its beginning', async () => {
  const [end, middle] = [
    await makeCustomer(owner, services.keys, { nowMs, mobile: '+989350007431' }),
    await makeCustomer(owner, services.keys, { nowMs, mobile: '+989350743199' }),
  ]
  expect((await find('7431')).customers.map(({ id }) => id)).toEqual([end.customerId, middle.customerId])
  const zero = await makeCustomer(owner, services.keys, { nowMs, mobile: '+989350000544' })
  expect((await find('0544')).customers.map(({ id }) => id)).toContain(zero.customerId)
  const started = (await find('0935074')).customers
  expect(started).toMatchObject([{ id: middle.customerId, match: 'start' }])
})

test('the id of a try of a code leads to its customer', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const shop = { payeeName: 'شناسه', merchantId: 'BYID' }
  const id = await makePayment(owner, { customer, atMs: nowMs - 1_000, amountRials: 1, ...shop })
  expect((await find(id)).customers.map((found) => found.id)).toEqual([customer.customerId])
})

test('a name whose word is a weekday is still looked for as a name', async () => {
  const id = await makeNamed('جمعه شنبه‌زاده')
  const { customers, payments } = await find('جمعه شنبه‌زاده')
  expect(customers.map((customer) => customer.id)).toEqual([id])
  expect(payments?.found).toEqual([])
})

test('the words of a new and of a changed name are known at once, and the payees of a day once they are learnt', async () => {
  await makeNamed('ژیوارتاب نوینام')
  const { rows } = await owner.query("SELECT word FROM name_word WHERE word = 'ژیوارتاب'")
  expect(rows).toHaveLength(1)
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const shop = { payeeName: 'چای‌خانهٔ آموختنی', merchantId: 'LEARN1' }
  await makePayment(owner, { customer, atMs: nowMs - 3_600_000, amountRials: 5_000, ...shop })
  await owner.query("DELETE FROM payee WHERE merchant_id = 'LEARN1'")
  await owner.query('UPDATE payee_learning SET learned_until = $1', [at(nowMs - 7_200_000)])
  const worker = await owner.query('SELECT learn_payees($1) AS until', [at(nowMs)])
  expect(worker.rows[0].until).toBe(nowMs)
  const learnt = await owner.query("SELECT search FROM payee WHERE merchant_id = 'LEARN1'")
  expect(learnt.rows).toEqual([{ search: 'چایخانهاموختنی' }])
})
