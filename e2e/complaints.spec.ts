import { expect, type Page } from '@playwright/test'
import { asOwner, type BranchCustomer, takeCustomer } from './steps/records.ts'
import { catchAction, replayAs } from './steps/replay.ts'
import { askAs, isMissing, openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

const kindWords: Record<string, string> = { accepted: 'کار من نبود' }

/** A verification of a customer of branch 0101 who complains of nothing yet. */
async function takeComplaining(): Promise<BranchCustomer & { verificationId: string; kind: string }> {
  const customer = await takeCustomer()
  const [found] = await asOwner<{ id: string; reason: string; complained: boolean }>(
    `SELECT v.id, v.reason, EXISTS (SELECT FROM complaint c WHERE c.customer_id = v.customer_id) AS complained
     FROM verification v WHERE v.customer_id = $1 AND v.reason IN ('accepted', 'code_mismatch', 'code_expired')
     ORDER BY v.at DESC LIMIT 1`,
    [customer.customerId],
  )
  if (!found || found.complained) return await takeComplaining()
  return { ...customer, verificationId: found.id, kind: kindWords[found.reason] ?? 'رمز پذیرفته نشد' }
}

async function openComplaint(page: Page, complaining: { customerId: string; verificationId: string }): Promise<void> {
  await page.goto(`/customers/${complaining.customerId}`)
  await page.goto(`/verifications/${complaining.verificationId}`)
  await page.getByRole('button', { name: 'ثبت شکایت' }).click()
  await expect(page).toHaveURL(/\/complaints\/[0-9a-f-]{36}$/)
}

test('a complaint is opened from a verdict with one press, worked on, answered, told on the timeline and opened again', async ({
  browser,
}) => {
  const who = await takeComplaining()
  const desk = await openPageAs(browser, 'support1')
  await openComplaint(desk, who)
  await expect(desk.getByRole('heading', { level: 1, name: who.kind })).toBeVisible()
  const address = new URL(desk.url()).pathname
  const history = desk.getByRole('list', { name: 'سرگذشت' })
  await expect(history.getByRole('listitem')).toHaveCount(1)

  await desk.getByLabel('یادداشت تازه').fill('مشتری می‌گوید دو بار امتحان کرده است')
  await desk.getByRole('button', { name: 'افزودن یادداشت' }).click()
  await expect(history.getByText('مشتری می‌گوید دو بار امتحان کرده است')).toBeVisible()

  await desk.getByRole('button', { name: 'به من بسپار' }).click()
  await expect(history.getByText('سپرده شد به نگار صادقی')).toBeVisible()
  await desk.goto('/complaints?queue=mine')
  await expect(desk.getByRole('row').filter({ hasText: who.name })).toHaveCount(1)

  await desk.goto(address)
  await desk.getByLabel('به چه رسید؟').selectOption({ label: 'برای مشتری توضیح داده شد' })
  await desk.getByLabel('پاسخی که به مشتری داده شد').fill('رمز را دیرتر از مهلت وارد کرده بود')
  await desk.getByRole('button', { name: 'بستن شکایت' }).click()
  await expect(history.getByText('پاسخ داده و بسته شد: برای مشتری توضیح داده شد')).toBeVisible()
  await expect(desk.getByText('زمان پاسخ')).toBeVisible()

  await desk.goto(`/customers/${who.customerId}?kind=complaint`)
  const told = desk.getByRole('list', { name: 'آنچه گذشته است' }).getByRole('listitem')
  await expect(told).toHaveCount(4)
  await expect(told.first()).toContainText('پاسخ داده و بسته شد')
  await told
    .first()
    .getByRole('link', { name: /^شکایت/ })
    .click()
  await desk.getByLabel('چرا دوباره باز می‌شود؟').fill('مشتری دوباره تماس گرفت')
  await desk.getByRole('button', { name: 'باز کردن دوباره' }).click()
  await expect(history.getByText(/دوباره باز شد؛ مهلت تازه/)).toBeVisible()
  await desk.goto(`/customers/${who.customerId}`)
  await expect(desk.getByRole('link', { name: /شکایت باز/ })).toBeVisible()
})

test('while a complaint of it is open the verdict leads to that one, and no second is made', async ({ browser }) => {
  const who = await takeComplaining()
  const desk = await openPageAs(browser, 'support1')
  await openComplaint(desk, who)
  const opened = desk.url()
  await desk.goto(`/verifications/${who.verificationId}`)
  await desk.getByRole('link', { name: /باز کردن شکایت/ }).click()
  await expect(desk).toHaveURL(opened)
})

test('a narrowed queue is kept under a name and found again, and a number leads to its complaint', async ({
  browser,
}) => {
  const desk = await openPageAs(browser, 'support1')
  await desk.goto('/complaints')
  await desk.getByLabel('گونه').selectOption({ label: 'برنامک نصب نمی‌شود' })
  await desk.getByRole('button', { name: 'نشان بده' }).click()
  await expect(desk).toHaveURL(/kind=app_will_not_install/)
  const rows = desk.getByRole('row').filter({ hasText: 'تماس‌گیرندهٔ ناشناس' })
  await expect(rows.first()).toBeVisible()
  await desk.getByRole('button', { name: 'نگه داشتن این صف…' }).click()
  await desk.getByRole('dialog').getByLabel('نام').fill('نصب‌نشدن‌ها')
  await desk.getByRole('dialog').getByRole('button', { name: 'نگه دار' }).click()
  await expect(desk.getByRole('dialog')).toHaveCount(0)
  await desk.goto('/complaints?queue=closed')
  await desk.getByRole('link', { name: 'نصب‌نشدن‌ها' }).click()
  await expect(rows.first()).toBeVisible()
  const number = (await rows.first().getByRole('link').first().textContent())?.match(/[۰-۹]{6}/)?.[0] ?? ''
  await desk.getByLabel('شمارهٔ شکایت').fill(number)
  await desk.getByRole('button', { name: 'باز کن', exact: true }).click()
  await expect(desk).toHaveURL(/\/complaints\/[0-9a-f-]{36}$/)
  await expect(desk.getByText(`شکایت ${number}`)).toBeVisible()
  await expect(desk.getByRole('heading', { name: 'پاسخ آماده، برای خواندن' })).toBeVisible()
  await expect(desk.getByRole('link', { name: 'راهنمای همگانی برنامک' })).toHaveAttribute('href', '/rima/help')
})

test('somebody without a record asks about the app, and their complaint is taken down without a customer', async ({
  browser,
}) => {
  const desk = await openPageAs(browser, 'support1')
  await desk.goto('/complaints')
  await desk.getByRole('link', { name: 'شکایت تازه' }).click()
  await expect(desk.getByRole('radio')).toHaveCount(2)
  await desk.getByRole('radio', { name: /پرسش دربارهٔ برنامک/ }).check()
  await desk.getByLabel('به گفتهٔ مشتری').fill('برنامک به چه درد می‌خورد اگر باید پای خودپرداز رفت؟')
  await desk.getByLabel('موبایل تماس‌گیرنده').fill('۰۹۳۵۱۱۱۲۲۳۳')
  await desk.getByRole('button', { name: 'ثبت شکایت' }).click()
  await expect(desk).toHaveURL(/\/complaints\/[0-9a-f-]{36}$/)
  await expect(desk.getByText('۰۹۳۵***۲۲۳۳')).toBeVisible()
})

test('an auditor reads complaints without a button, an administrator and another branch find nothing there', async ({
  browser,
}) => {
  const who = await takeComplaining()
  const desk = await openPageAs(browser, 'support1')
  await openComplaint(desk, who)
  const address = new URL(desk.url()).pathname
  const auditor = await openPageAs(browser, 'auditor1')
  await auditor.goto(address)
  await expect(auditor.getByRole('list', { name: 'سرگذشت' })).toBeVisible()
  await expect(auditor.getByRole('main').getByRole('button', { name: /بستن شکایت|بسپار|یادداشت|مهلت/ })).toHaveCount(0)
  expect(isMissing(await askAs('auditor1', '/complaints/new'))).toBe(true)
  for (const path of ['/complaints', '/complaints/new', address]) {
    expect(isMissing(await askAs('admin1', path)), path).toBe(true)
  }
  const theirs = await askAs('clerk2', address)
  expect([isMissing(theirs), theirs.text.includes(who.name)]).toEqual([true, false])
  expect((await askAs('clerk2', '/complaints?queue=open')).text).not.toContain(who.name)
})

test('what is sent in the name of who may not work on a complaint does nothing, and sent twice it happens once', async ({
  browser,
}) => {
  const who = await takeComplaining()
  const desk = await openPageAs(browser, 'support1')
  await openComplaint(desk, who)
  const address = desk.url()
  const note = 'این یادداشت یک بار نوشته می‌شود'
  const events = desk.getByRole('list', { name: 'سرگذشت' }).getByRole('listitem')
  await desk.getByLabel('یادداشت تازه').fill(note)
  const caught = await catchAction(desk, () => desk.getByRole('button', { name: 'افزودن یادداشت' }).click())
  for (const other of ['auditor1', 'admin1', 'clerk2'] as const) {
    expect((await replayAs(other, caught)).text, other).not.toMatch(/"outcome":"done"/)
  }
  expect((await replayAs(null, caught)).status).toBe(303)
  await desk.goto(address)
  await expect(events).toHaveCount(1)
  for (let times = 0; times < 2; times++) {
    expect((await replayAs('support1', caught)).text).toMatch(/"outcome":"done"/)
  }
  await desk.goto(address)
  await expect(events.filter({ hasText: note })).toHaveCount(1)
  await expect(events).toHaveCount(2)
})
