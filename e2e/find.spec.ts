import { expect, type Page } from '@playwright/test'
import { persianDigits, persona } from './steps/demo.ts'
import { pressOn, tabTo, typeInto } from './steps/keyboard.ts'
import { asOwner } from './steps/records.ts'
import { openCustomer, signIn } from './steps/staff.ts'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

type Refused = { id: string; customerId: string; name: string; atMs: number; amountTomans: number; payee: string }

const words = new Intl.DateTimeFormat('fa-IR-u-ca-persian', { timeZone: 'Asia/Tehran', day: 'numeric', month: 'long' })
const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tehran', hour: '2-digit', minute: '2-digit' })

/** A refused payment of a customer of branch 0101, in nobody's hand, and the sentence that a caller would say of it. */
async function takeRefused(place: number): Promise<Refused & { said: string }> {
  const [found] = await asOwner<Refused>(
    `SELECT v.id, k.id AS "customerId", k.name, (extract(epoch FROM v.at) * 1000)::float8 AS "atMs",
       (v.amount / 10)::float8 AS "amountTomans", v.payee_name AS payee
     FROM verification v JOIN customer k ON k.id = v.customer_id JOIN branch b ON b.id = k.branch_id AND b.code = '0101'
     WHERE v.outcome = 'rejected' AND v.amount % 10000 = 0 AND v.payee_name IS NOT NULL AND v.at > now() - interval '25 days'
     ORDER BY v.at, v.id OFFSET $1 LIMIT 1`,
    [place],
  )
  if (!found) throw new Error('the demo has no such refused payment')
  await asOwner('DELETE FROM customer_in_hand WHERE customer_id = $1', [found.customerId])
  const amount = `${found.amountTomans / 1000} هزار تومن`
  const said = `${words.format(found.atMs)} ساعت ${hour.format(found.atMs)}، ${persianDigits(amount)}، ${found.payee}`
  return { ...found, said }
}

async function search(page: Page, query: string): Promise<void> {
  await page.goto('/customers')
  await page.getByLabel('هرچه از مشتری می‌دانید').fill(query)
  await page.getByRole('button', { name: 'بگرد', exact: true }).click()
}

test('from the words of a caller to the reason by keys alone: the box, Enter, one result, Enter', async ({
  browser,
}) => {
  const refused = await takeRefused(0)
  const page = await openPageAs(browser, 'support1')
  await page.goto('/')
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await page.keyboard.type(refused.said)
  await page.keyboard.press('Enter')
  const result = dialog.getByRole('list', { name: 'پرداخت‌های یافت‌شده' }).getByRole('link', { name: refused.name })
  await expect(dialog.getByRole('list', { name: 'این‌طور فهمیدیم' })).toContainText('تومان')
  await pressOn(page, result.first())
  await expect(page).toHaveURL(`/verifications/${refused.id}`)
  await expect(page.getByRole('heading', { name: 'حالا چه کنیم' })).toBeVisible()
})

test('on the page one click leads to the verdict, and how the words were read stands above it', async ({ browser }) => {
  const refused = await takeRefused(1)
  const page = await openPageAs(browser, 'clerk1')
  await search(page, refused.said)
  const understood = page.getByRole('list', { name: 'این‌طور فهمیدیم' })
  await expect(understood.getByRole('listitem')).toHaveCount(3)
  await page.getByRole('row').filter({ hasText: refused.name }).getByRole('link').first().click()
  await expect(page).toHaveURL(`/verifications/${refused.id}`)
})

test('a clerk of another branch sees no outcome, says why, and comes out at the verdict', async ({ browser }) => {
  const refused = await takeRefused(2)
  const page = await openPageAs(browser, 'clerk2')
  await search(page, refused.said)
  const row = page.getByRole('row').filter({ hasText: refused.name }).first()
  await expect(row).toContainText('با نوشتن دلیل')
  await row.getByRole('link').first().click()
  await page.getByLabel('دلیل').fill('مشتری پای باجه است')
  await page.getByRole('button', { name: 'باز کردن پرونده' }).click()
  await expect(page).toHaveURL(`/verifications/${refused.id}`)
})

test('a name that is nearly right is shown and said to be so, and not opened by itself', async ({ browser }) => {
  const [customer] = await asOwner<{ name: string }>(
    `SELECT min(name) AS name FROM customer WHERE name ~ '^\\S{3,} \\S{6,}$' GROUP BY name_search HAVING count(*) = 1
     ORDER BY 1 LIMIT 1`,
  )
  const name = customer?.name ?? ''
  const page = await openPageAs(browser, 'support1')
  await search(page, `${name.slice(0, -3)}${name.slice(-2)}`)
  await expect(page.getByRole('row').filter({ hasText: name }).first()).toBeVisible()
  await expect(page.getByText('این‌ها تنها یک حرف با آنچه نوشتید فرق دارند')).toBeVisible()
  await expect(page).toHaveURL(/\/customers$/)
})

test('where nobody is found it says what was looked through and what to ask, and the box stays in use', async ({
  browser,
}) => {
  const page = await openPageAs(browser, 'support1')
  await page.goto('/customers')
  const box = page.getByLabel('هرچه از مشتری می‌دانید')
  await typeInto(page, box, 'زغنبوت کشمشزاده')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/گشتیم در: نام، نام‌های نزدیک/)).toBeVisible()
  await tabTo(page, box)
  await box.fill('دیروز ساعت ۸ شب')
  await page.keyboard.press('Enter')
  await expect(page.getByText('زمان به‌تنهایی بس نیست')).toBeVisible()
})

test('the way back from a record leads to the list it was found in, and nobody else’s way does', async ({ page }) => {
  await signIn(page, 'clerk1')
  await search(page, 'محمدی')
  const rows = page.getByRole('table', { name: 'مشتریان یافت‌شده' }).getByRole('row')
  await expect(rows.nth(2)).toBeVisible()
  const count = await rows.count()
  await rows.nth(1).getByRole('link').click()
  await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}$/)
  await page.goBack()
  await expect(rows).toHaveCount(count)
  await expect(page.getByLabel('هرچه از مشتری می‌دانید')).toHaveValue('محمدی')
  await page.getByRole('link', { name: 'خانه' }).click()
  await expect(page.getByLabel('هرچه از مشتری می‌دانید')).toHaveValue('')
  await page.getByRole('button', { name: 'خروج' }).click()
  await signIn(page, 'support1')
  await page.goto('/customers')
  await expect(page.getByLabel('هرچه از مشتری می‌دانید')).toHaveValue('')
  await expect(rows).toHaveCount(0)
})

test('a card number with a wrong digit stays in the box, to be mended and not typed anew', async ({ browser }) => {
  const page = await openPageAs(browser, 'clerk1')
  await search(page, '5076 7736 5235 2155')
  await expect(page.getByText('رقم کنترل این شمارهٔ کارت نمی‌خواند')).toBeVisible()
  await expect(page.getByLabel('هرچه از مشتری می‌دانید')).toHaveValue('5076 7736 5235 2155')
})

test('a whole number that is shown keeps the focus where its button was', async ({ browser }) => {
  const page = await openPageAs(browser, 'clerk1')
  await openCustomer(page, persona('plain').localMobile, persona('plain').name)
  await pressOn(page, page.getByRole('button', { name: 'نمایش کد ملی کامل' }))
  await expect(page.getByRole('button', { name: 'نمایش کد ملی کامل' })).toHaveCount(0)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'نمایش موبایل کامل' })).toBeFocused()
})
