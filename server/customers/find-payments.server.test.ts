import { expect, test } from 'vitest'
import { DAY_MS } from '#domain/calendar/day.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { makePayment, makePress } from '#tests/harness/make-payments.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { manyLookUps, openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database, manyLookUps)
/** The morning of a Sunday in Tehran, of this month: its partition is there. */
const nowMs = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 6 * 3_600_000
const support = await makeOperator(owner, { role: 'support', nowMs })
/** `20.25` of two days ago is a quarter past eight in the evening, in Tehran. */
const tehran = (daysAgo: number, hour: number): number =>
  Math.floor((nowMs + 12_600_000) / DAY_MS) * DAY_MS - 12_600_000 - daysAgo * DAY_MS + hour * 3_600_000

let shops = 0
async function makeShop(name: string) {
  const shop = { payeeName: `${name} ${++shops}`, merchantId: `SHOP${shops}` }
  const pay = async (atMs: number, amountRials: number, reason?: string, customer?: TestCustomer) => {
    const payer = customer ?? (await makeCustomer(owner, services.keys, { nowMs }))
    return await makePayment(owner, { customer: payer, atMs, amountRials, ...shop, ...(reason && { reason }) })
  }
  const press = async (atMs: number, amountRials: number) =>
    await makePress(owner, {
      customer: await makeCustomer(owner, services.keys, { nowMs }),
      atMs,
      amountRials,
      ...shop,
    })
  return { ...shop, pay, press }
}

async function search(query: string, who = support) {
  const { payments } = await findCustomers(desk, who.ctx(nowMs), { query })
  if (!payments) throw new Error(`«${query}» was not read as a payment`)
  return payments
}
const idsOf = async (query: string): Promise<string[]> => (await search(query)).found.map(({ id }) => id)

test('the words of a caller lead to the very payment, of all that day and of that shop', async () => {
  const shop = await makeShop('دیجی‌کالا آزمون')
  const meant = await shop.pay(tehran(2, 20.1), 4_870_000, 'amount_mismatch')
  await shop.pay(tehran(2, 11), 4_870_000)
  await shop.pay(tehran(2, 20.2), 9_000_000)
  await shop.pay(tehran(1, 20), 4_870_000)
  const other = await makeShop('اسنپ‌فود')
  await other.pay(tehran(2, 20), 4_870_000)
  const { found, understood, relaxed } = await search(`پریروز حدود ۸ شب، ۴۸۷ هزار تومن، دیجیکالا آزمون ${shops - 1}`)
  expect(found).toMatchObject([
    { kind: 'verification', id: meant, amountRials: 4_870_000, state: 'rejected', payeeName: shop.payeeName },
  ])
  expect(understood.payeeWords).toContain('دیجیکالا')
  expect(relaxed).toBe('nothing')
})

test('an amount without a currency is tried in tomans and in rials', async () => {
  const shop = await makeShop('دوزبانه')
  const inRials = await shop.pay(tehran(1, 10), 731_000)
  const inTomans = await shop.pay(tehran(1, 11), 7_310_000)
  expect(new Set(await idsOf('دیروز ۷۳۱۰۰۰ دوزبانه'))).toEqual(new Set([inRials, inTomans]))
  expect(await idsOf('دیروز ۷۳۱۰۰۰ تومان دوزبانه')).toEqual([inTomans])
  expect(await idsOf('دیروز ۷۳۱۰۰۰ ریال دوزبانه')).toEqual([inRials])
})

test('the exact amount stands before a near one, and of equals the nearest in time', async () => {
  const shop = await makeShop('ترتیب')
  const near = await shop.pay(tehran(1, 20), 5_125_000)
  const exactLater = await shop.pay(tehran(1, 20.9), 5_120_000)
  const exact = await shop.pay(tehran(1, 20.1), 5_120_000)
  expect(await idsOf('دیروز ۸ شب ۵۱۲ هزار تومن ترتیب')).toEqual([exact, exactLater, near])
})

test('without a time the last thirty days are searched', async () => {
  const shop = await makeShop('بی‌زمان')
  const [recent] = [await shop.pay(tehran(3, 9), 6_660_000), await shop.pay(tehran(31, 9), 6_660_000)]
  expect(await idsOf('۶۶۶ هزار تومن بی‌زمان')).toEqual([recent])
})

test('a press whose code never came is found too', async () => {
  const shop = await makeShop('پیامک‌نیامده')
  const pressed = await shop.press(tehran(1, 12), 8_010_000)
  expect((await search('دیروز ۸۰۱ هزار تومن پیامک‌نیامده')).found).toMatchObject([
    { kind: 'otp_request', id: pressed, state: 'expired' },
  ])
})

test('a press that was tried is shown by its last try, also when the try said another amount', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const shop = { customer, payeeName: 'مبلغ‌عوض‌شده', merchantId: 'CHANGED' }
  const otpRequestId = await makePress(owner, { ...shop, atMs: tehran(1, 12), amountRials: 8_020_000 })
  const tryIt = (afterMs: number) =>
    makePayment(owner, {
      ...{ ...shop, otpRequestId, atMs: tehran(1, 12) + afterMs, amountRials: 80_200_000 },
      reason: 'amount_mismatch',
    })
  await tryIt(20_000)
  const last = await tryIt(40_000)
  expect((await search('دیروز ۸۰۲ هزار تومن مبلغ‌عوض‌شده')).found).toMatchObject([
    { kind: 'verification', id: last, state: 'rejected', amountRials: 8_020_000 },
  ])
})

test('the last four digits of the card find the payment, with and without a word for what they are', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const shop = await makeShop('چهاررقم')
  const id = await shop.pay(tehran(1, 12), 7_000_000, 'code_expired', customer)
  const { last4 } = customer.card.pan
  expect(await idsOf(`دیروز کارت ${last4}`)).toContain(id)
  expect(await idsOf(`دیروز ۷۰۰ هزار تومن ${last4}`)).toEqual([id])
  expect(await idsOf(`دیروز چهاررقم ${last4}`)).toContain(id)
})

test('where nothing fits all of it, what was left out is said: the shop, then the time', async () => {
  const shop = await makeShop('فراموش‌شده')
  const id = await shop.pay(tehran(3, 12), 3_330_000)
  expect(await search('دیروز ۳۳۳ هزار تومن فراموش‌شده')).toMatchObject({ relaxed: 'time', found: [{ id }] })
  await makeShop('جای‌دیگر').then((other) => other.pay(tehran(9, 1), 1_000))
  expect(await search('سه روز پیش ۳۳۳ هزار تومن جای‌دیگر')).toMatchObject({ relaxed: 'payee', found: [{ id }] })
})

test('a shop whose name is spelled nearly so is found and marked', async () => {
  const shop = await makeShop('باسلامتکده')
  const id = await shop.pay(tehran(1, 12), 2_220_000)
  expect(await search('دیروز ۲۲۲ هزار تومن باسلامنکده')).toMatchObject({ payee: 'near', found: [{ id }] })
})

test('a time alone fits everybody: nothing is searched and it is said', async () => {
  expect(await search('دیروز ساعت ۸ شب')).toMatchObject({ isTooLittle: true, found: [] })
})

test('of another branch’s customer the outcome is kept back until the record is opened with a reason', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const shop = await makeShop('شعبه')
  await shop.pay(tehran(1, 12), 1_230_000, 'code_mismatch', customer)
  const own = await makeOperator(owner, { role: 'branch', branchId: customer.branchId, nowMs })
  const { branchId } = await makeCustomer(owner, services.keys, { nowMs })
  const other = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  const words = 'دیروز ۱۲۳ هزار تومن شعبه'
  expect((await search(words, own)).found).toMatchObject([{ state: 'rejected', customer: { isOwnBranch: true } }])
  expect((await search(words, other)).found).toMatchObject([{ state: null, customer: { isOwnBranch: false } }])
})

test('more than twenty payments are cut to twenty, and it is said', async () => {
  const shop = await makeShop('پرفروش')
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  for (let count = 0; count < 21; count++) await shop.pay(tehran(1, 10) + count * 1_000, 9_990_000, undefined, customer)
  const { found, more } = await search('دیروز ۹۹۹ هزار تومن پرفروش')
  expect({ shown: found.length, more }).toEqual({ shown: 20, more: true })
})

test('the look-up is recorded by its kind and counts, without an amount, a name or a time', async () => {
  const shop = await makeShop('ثبت')
  await shop.pay(tehran(1, 12), 7_770_000)
  const fraud = await makeOperator(owner, { role: 'fraud', nowMs })
  await search('دیروز ۷۷۷ هزار تومن ثبت', fraud)
  const { rows } = await owner.query('SELECT action, data FROM audit_event WHERE actor_id = $1', [fraud.operatorId])
  expect(rows).toEqual([
    { action: 'customer.found', data: { kinds: ['remembered_payment'], found: 0, more: false, payments: 1 } },
  ])
})
