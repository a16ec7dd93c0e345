import { expect, test } from 'vitest'
import { searchKey } from '#domain/text/text-folding.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { at } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { makeCard, makeCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { manyLookUps, openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database, manyLookUps)
const nowMs = Date.now()
const support = await makeOperator(owner, { role: 'support', nowMs })

async function find(query: string) {
  return await findCustomers(desk, support.ctx(nowMs), { query })
}

async function idsOf(query: string): Promise<string[]> {
  return (await find(query)).customers.map(({ id }) => id)
}

async function makeNamed(name: string) {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const values = [customer.customerId, name, searchKey(name)]
  await owner.query('UPDATE customer SET name = $2, name_search = $3 WHERE id = $1', values)
  return customer
}

const persian = (digits: string): string => digits.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))

test('a customer number, a mobile and the last four of a card find their customer in any digits, with spaces', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs, mobile: '+989131112233' })
  const { customerNumber } = customer
  for (const query of [
    customerNumber,
    persian(customerNumber),
    '۰۹۱۳ ۱۱۱ ۲۲۳۳',
    '+98 913 111 22 33',
    '1112233',
    '۱۱۲۲',
  ]) {
    expect(await idsOf(query), query).toContain(customer.customerId)
  }
  expect(await idsOf(persian(customer.card.pan.last4))).toContain(customer.customerId)
})

test.each([
  '(0999) 771 0001',
  '0999.771.0001',
  '+98 (0)999 771 0001',
  '09997710001.',
  '\u202a+98 999 771 0001\u202c',
  '0999–771–0001',
  '0999/771/0001',
  'موبایل ۰۹۹۹ ۷۷۱ ۰۰۰۱',
  'تلفن همراه: 9997710001',
])('the mobile 09997710001 is found as «%s», alone', async (query) => {
  const [known] = await idsOf('09997710001')
  const customer = known ?? (await makeCustomer(owner, services.keys, { nowMs, mobile: '+989997710001' })).customerId
  expect(await idsOf(query)).toEqual([customer])
})

test.each(['کد ملی 9970000012', 'کدملی ۹۹۷-۰۰۰۰۰۱-۲', '997.000001.2', 'ش. ملی: ۹۹۷۰۰۰۰۰۱۲', '۹۹۷/۰۰۰/۰۰۱۲'])(
  'the national id 9970000012 is found as «%s»',
  async (query) => {
    const { rows } = await owner.query<{ id: string }>("SELECT id FROM customer WHERE national_id = '9970000012'")
    const customerId = rows[0]?.id ?? (await makeCustomer(owner, services.keys, { nowMs })).customerId
    await owner.query("UPDATE customer SET national_id = '9970000012' WHERE id = $1", [customerId])
    expect(await idsOf(query)).toEqual([customerId])
  },
)

test('a label narrows what is looked through, and a date, an hour or an amount is no number of a customer', async () => {
  expect((await find('کد ملی 9970000021')).searched).toEqual([])
  expect((await find('شماره مشتری ۱۲۳۴۵۶۷۸')).searched).toEqual(['customer_number'])
  expect((await find('کد پیگیری ۱۲۳۴۵۶۷۸۹۰۱۲')).searched).toEqual(['payment'])
  expect((await find('507677******0016')).searched).toEqual(['card_last4'])
  expect((await find('۰۹۱۲***۴۵۶۷')).searched).toEqual(['mobile_part'])
  expect((await find('••۰۰۱۶')).searched).toEqual(['card_last4', 'mobile_part'])
  for (const query of ['1405/09/05', '10:30', '1.250.000', '۱۲۵/۰۰۰'])
    expect((await find(query)).searched, query).not.toContain('customer_number')
})

test('a national id is found with its leading zeros and without them', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  await owner.query('UPDATE customer SET national_id = $2 WHERE id = $1', [customer.customerId, '0084575948'])
  expect(await idsOf('۰۰۸-۴۵۷۵۹۴-۸')).toEqual([customer.customerId])
  expect(await idsOf('84575948')).toContain(customer.customerId)
})

test('ten digits are looked for within mobiles unless they make a national id', async () => {
  const { customerId } = await makeCustomer(owner, services.keys, { nowMs, mobile: '+989181234567' })
  // The number's ten digits after +9, with and without a right check digit.
  expect(await find('8918123456')).toMatchObject({
    customers: [{ id: customerId }],
    searched: expect.arrayContaining(['mobile_part']),
  })
  expect((await find('1234567891')).searched).not.toContain('mobile_part')
})

test.each(['علی‌رضا محمدی‌نژاد', 'علیرضا محمدی نژاد', 'علي رضا محمدي‌نژاد', 'محمدینژاد علیرضا', 'رضا محم'])(
  '%s finds the same name however it is spelled',
  async (query) => {
    const customer = await makeNamed('علی‌رضا محمدی‌نژاد')
    expect(await idsOf(query)).toContain(customer.customerId)
  },
)

test('a name of two letters is the beginning of a name, and wild cards are letters like others', async () => {
  const customer = await makeNamed('ژاله نورانی')
  expect(await idsOf('ژا')).toContain(customer.customerId)
  expect(await idsOf('له')).not.toContain(customer.customerId)
  expect(await idsOf('%نو%')).toEqual([])
})

test('a device, an activation token and the reference of a payment lead to their customer', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const app = await makeAppEnrollment(owner, services.keys, customer, { nowMs })
  const { rows } = await owner.query('SELECT id FROM activation_token WHERE enrollment_id = $1', [app.enrollmentId])
  await owner.query(
    `INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, reference_number, process_type, payee_name, merchant_id,
       terminal_id, channel_client_id, payment_reference, state, expires_at)
     VALUES ($1, $2, $3, $4, $5, '405512880173', 'purchase', 'فروشگاه', 'M1', 'T1', 'gateway', 'PAY-77', 'sent', $2)`,
    [drawId(nowMs), at(nowMs), customer.card.guardIds.second, customer.card.cardId, customer.customerId],
  )
  for (const query of [app.deviceId, rows[0].id.toUpperCase(), '۴۰۵۵ ۱۲۸۸ ۰۱۷۳', 'PAY-77']) {
    expect(await idsOf(query), query).toEqual([customer.customerId])
  }
})

test('more than twenty are cut to twenty and it is said; the one who bears the very name comes within them', async () => {
  for (let count = 0; count < 21; count++) await makeNamed('کیومرث یکسان')
  const found = await find('کیومرث')
  expect(found.customers).toHaveLength(20)
  expect(found.more).toBe(true)
})

test('results are masked and show the worst lock of any card', async () => {
  const customer = await makeNamed('فرشته قفل‌شده')
  const second = await makeCard(owner, services.keys, { nowMs, customerId: customer.customerId })
  await owner.query('UPDATE guard SET app_closed_until = $2 WHERE id = $1', [
    second.guardIds.second,
    at(nowMs + 60_000),
  ])
  const [found] = (await find('قفل شده')).customers
  expect(found).toMatchObject({
    lock: 'app',
    cards: expect.arrayContaining([customer.card.pan.last4, second.pan.last4]),
  })
  const shown = JSON.stringify(found)
  expect(shown).not.toContain(customer.nationalId)
  expect(shown).not.toContain(customer.mobile?.slice(3))
})

test('what the database cannot hold is looked for without it', async () => {
  const { customerId } = await makeNamed('سیمین دخت کاوه')
  expect(await idsOf('سیمین\0دخت کاوه')).toContain(customerId)
  expect((await find('\ud800\0')).customers).toEqual([])
})

test('a look-up is recorded by its kind and its count, never by what was typed', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const fraud = await makeOperator(owner, { role: 'fraud', nowMs })
  await findCustomers(desk, fraud.ctx(nowMs), { query: customer.nationalId })
  const { rows } = await owner.query('SELECT action, data FROM audit_event WHERE actor_id = $1', [fraud.operatorId])
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ action: 'customer.found', data: { kinds: expect.any(Array) } })
  expect(JSON.stringify(rows[0])).not.toContain(customer.nationalId)
})

test('finding refuses role admin and records it', async () => {
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  await expect(findCustomers(desk, admin.ctx(nowMs), { query: 'علی' })).rejects.toMatchObject({ code: 'forbidden' })
  const { rows } = await owner.query('SELECT action FROM audit_event WHERE actor_id = $1', [admin.operatorId])
  expect(rows.map(({ action }) => action)).toEqual(['permission.denied'])
})
