import { expect, type Page } from '@playwright/test'
import { asOwner, type BranchCustomer, takeAppCustomer, takeCustomer } from './steps/records.ts'
import { ask, onRecord, openRequest } from './steps/second-person.ts'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

// clerk2 is of another branch than these customers.
const pathOf = ({ customerId }: BranchCustomer): string => `/customers/${customerId}`
const reason = 'مشتری پای باجهٔ ماست'

/** As two administrators would have set it, from an empty hour on. */
async function setCeilings(figures: Record<string, number>): Promise<void> {
  await asOwner('DELETE FROM ceiling_use')
  await asOwner('UPDATE ceiling SET alarmed_at = NULL')
  await asOwner(
    `INSERT INTO policy (overrides, updated_at) VALUES ($1, now())
     ON CONFLICT (singleton) DO UPDATE SET overrides = policy.overrides || EXCLUDED.overrides`,
    [figures],
  )
  // Every process reads the policy once a second.
  await new Promise((over) => setTimeout(over, 2_500))
}

let before: object = {}
test.beforeAll(async () => {
  before = (await asOwner<{ overrides: object }>('SELECT overrides FROM policy'))[0]?.overrides ?? {}
})
test.afterAll(async () => {
  await asOwner('UPDATE policy SET overrides = $1', [before])
})

async function open(desk: Page, customer: BranchCustomer): Promise<void> {
  await desk.goto(pathOf(customer))
  await desk.getByLabel('دلیل').fill(reason)
  await desk.getByRole('button', { name: 'باز کردن پرونده' }).click()
}

// First of these: a raise of clerk2's ceiling stands for an hour.
test('who reached a ceiling stands on the home of fraud desk and auditor, of each until they have seen it', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const [first, second] = [await takeCustomer(), await takeCustomer()]
  await setCeilings({ branchForeignRecordsPerHourMax: 1 })
  const clerk = await openPageAs(browser, 'clerk2')
  await open(clerk, first)
  await open(clerk, second)
  await expect(clerk.getByRole('alert').filter({ hasText: 'سقف' })).toBeVisible()
  const fraud = await openPageAs(browser, 'fraud1')
  await fraud.goto('/')
  const alarm = (page: Page) => page.getByText(/به سقف رسید: باز کردن پروندهٔ/)
  await expect(fraud.getByText(/باز کردن پروندهٔ.*۱ بار از ساعت .*؛ سقف ۱ بار در یک ساعت است/s).last()).toBeVisible()
  await expect(fraud.getByRole('link', { name: 'رخدادهای این کاربر' }), 'not the fraud desk’s to read').toHaveCount(0)
  const auditor = await openPageAs(browser, 'auditor1')
  await auditor.goto('/')
  await expect(alarm(auditor)).toBeVisible()
  await auditor.getByRole('link', { name: 'رخدادهای این کاربر' }).first().click()
  await expect(auditor.getByRole('row').filter({ hasText: 'کاربر به سقف رسید' }).first()).toBeVisible()

  await fraud.getByRole('button', { name: /^این هشدار را دیدم: .* به سقف رسید: باز کردن پروندهٔ/ }).click()
  await expect(fraud.getByText('به سقف رسید: باز کردن پروندهٔ')).toHaveCount(0)
  await auditor.goto('/')
  await expect(alarm(auditor), 'seen by another is not seen by oneself').toBeVisible()
})

test('past the ceiling a clerk is told in words and asks there and then; what was typed stays, and passes once approved', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const [first, second] = [await takeCustomer(), await takeCustomer()]
  await setCeilings({ branchForeignRecordsPerHourMax: 1 })
  const clerk = await openPageAs(browser, 'clerk2')
  await open(clerk, first)
  await expect(clerk.getByRole('heading', { level: 1, name: first.name })).toBeVisible()

  await open(clerk, second)
  const refused = clerk.getByRole('alert').filter({ hasText: 'سقف' })
  await expect(refused).toContainText('به سقف «باز کردن پروندهٔ مشتریان شعبه‌های دیگر» رسیده‌اید: ۱ بار در یک ساعت')
  await expect(refused).toContainText('همکار دیگری از شعبهٔ شما یا تحلیلگر تقلب می‌تواند سقف را بالا ببرد')
  await expect(clerk.getByLabel('دلیل'), 'what was typed is still there').toHaveValue(reason)
  await refused.getByRole('button', { name: 'درخواست بالا بردن سقف' }).click()
  await expect(refused, 'without a reason nothing is asked').toContainText('دلیل را در یک جمله بنویسید')
  await refused.getByLabel('چرا بیشتر لازم است؟').fill('امروز شعبهٔ کناری بسته است')
  await refused.getByLabel('چرا بیشتر لازم است؟').press('Enter')
  await expect(refused).toContainText('درخواست فرستاده شد')
  await expect(clerk.getByLabel('دلیل')).toHaveValue(reason)

  const fraud = await openPageAs(browser, 'fraud1')
  await fraud.goto('/approvals?tab=waiting')
  await fraud.getByRole('row').filter({ hasText: 'بالا بردن سقف' }).getByRole('link').first().click()
  const request = fraud.getByRole('region', { name: 'یک درخواست' })
  await expect(request).toContainText('۱ بار بیشتر اجازهٔ این کار را دارد: باز کردن پروندهٔ مشتریان شعبه‌های دیگر')
  await request.getByRole('button', { name: /^تأیید…/ }).click()
  await fraud.getByRole('dialog').getByRole('button', { name: 'تأیید و انجام' }).click()
  await expect(request).toContainText('تأیید شد')

  await clerk.getByRole('button', { name: 'باز کردن پرونده' }).click()
  await expect(clerk.getByRole('heading', { level: 1, name: second.name })).toBeVisible()
  await fraud.goto('/')
  await expect(fraud.getByText(/^سقف .* بالا رفت: باز کردن پروندهٔ/)).toBeVisible()
})

test('a number beyond the ceiling is not shown, and it is said until when', async ({ browser }) => {
  const customer = await takeCustomer()
  await setCeilings({ branchRevealsPerHourMax: 1 })
  const clerk = await openPageAs(browser, 'clerk1')
  await clerk.goto(pathOf(customer))
  await clerk.getByRole('button', { name: 'نمایش کد ملی کامل' }).click()
  await expect(clerk.getByRole('button', { name: 'نمایش کد ملی کامل' })).toHaveCount(0)
  await clerk.getByRole('button', { name: 'نمایش موبایل کامل' }).click()
  const refused = clerk.getByRole('dialog', { name: 'نمایش موبایل کامل' })
  await expect(refused).toContainText('سقف «نمایش شمارهٔ کامل»')
  await expect(refused).toContainText(/نوبت بعدی ساعت [۰-۹]{2}:[۰-۹]{2}/)
  await expect(refused.getByRole('button', { name: 'درخواست بالا بردن سقف' })).toBeVisible()
  await refused.getByRole('button', { name: 'بستن' }).click()
  await expect(refused).toHaveCount(0)
  await expect(clerk.getByRole('button', { name: 'نمایش موبایل کامل' })).toBeVisible()
})

test('for another branch’s customer the form offers codes alone and says why; that branch’s second person decides', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const customer = await takeAppCustomer()
  await setCeilings({ branchForeignRecordsPerHourMax: 10, branchEndsPerHourMax: 1 })
  const clerk = await openPageAs(browser, 'clerk2')
  await open(clerk, customer)
  await expect(clerk.getByRole('heading', { level: 1, name: customer.name })).toBeVisible()
  await clerk.getByRole('button', { name: 'غیرفعال‌سازی…', exact: true }).locator('visible=true').first().click()
  const dialog = clerk.getByRole('dialog')
  await expect(dialog).toContainText('کارتی که تنها شما دیده باشید کافی نیست')
  await expect(dialog.getByRole('radio')).toHaveCount(2)
  await expect(dialog.getByLabel('کارت ملی، در شعبه')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'انصراف' }).click()

  const why = `گوشی گم شده ${customer.customerId.slice(0, 4)}`
  await ask(clerk, { button: 'غیرفعال‌سازی…', reason: why, proof: 'کارت ملی، در شعبه' })
  await expect(onRecord(clerk, why)).toBeVisible()
  const colleague = await openPageAs(browser, 'clerk1')
  const request = await openRequest(colleague, customer)
  await request.getByRole('button', { name: /^تأیید…/ }).click()
  await colleague.getByRole('dialog').getByRole('button', { name: 'تأیید و انجام' }).click()
  await expect(request).toContainText('تأیید شد')
})
