import { expect, type Page } from '@playwright/test'
import { asOwner, type BranchCustomer, takeAppCustomer } from './steps/records.ts'
import { runAxeInBothLights } from './steps/run-axe.ts'
import { ask, countWaiting, holdProof, onRecord, openRequest, sentCode, spoken } from './steps/second-person.ts'
import { fillAct } from './steps/staff.ts'
import { openPageAs, openSession, type Staff } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

const device = 'غیرفعال‌سازی…'
const reissue = 'صدور دوبارهٔ توکن'
const atCounter = 'کارت ملی، در شعبه'
const pathOf = ({ customerId }: BranchCustomer): string => `/customers/${customerId}`
const timeline = (desk: Page) => desk.getByRole('list', { name: 'آنچه گذشته است' }).getByRole('listitem')

async function askToEndDevice(desk: Page, customer: BranchCustomer, reason: string): Promise<void> {
  await desk.goto(pathOf(customer))
  await ask(desk, { button: device, reason, proof: spoken })
  await expect(onRecord(desk, reason)).toContainText('در انتظار تأیید دوم')
}

test('support asks, an analyst is told, approves by keyboard, the device ends, and the timeline names both', async ({
  browser,
}) => {
  const customer = await takeAppCustomer()
  const reason = 'گوشی را در تاکسی جا گذاشته است'
  const [support, fraud] = [await openPageAs(browser, 'support1'), await openPageAs(browser, 'fraud1')]
  await fraud.goto('/')
  const before = await countWaiting(fraud)

  await askToEndDevice(support, customer, reason)
  await expect(support.getByRole('button', { name: `درخواست ${device}` }), 'it is asked for once').toHaveCount(0)
  await expect(support.getByRole('link', { name: /^در انتظار تأیید دوم/ }).first()).toBeVisible()
  await expect(support.getByRole('button', { name: /^تأیید…/ }), 'nobody approves their own').toHaveCount(0)

  await fraud.goto('/')
  expect(await countWaiting(fraud)).toBe(before + 1)
  await expect(fraud.getByRole('main').getByRole('link', { name: /منتظر تأیید شما/ })).toBeVisible()
  const request = await openRequest(fraud, customer)
  for (const told of [reason, spoken, 'نگار صادقی', 'غیرفعال‌سازی دستگاه']) await expect(request).toContainText(told)
  await fraud.keyboard.press('KeyA')
  await expect(fraud.getByRole('dialog', { name: /^تأیید: / })).toBeVisible()
  await fraud.getByRole('dialog').getByRole('button', { name: 'تأیید و انجام' }).press('Enter')
  await expect(request).toContainText('سینا رستگار')
  await expect(fraud.getByText('تأیید و انجام شد.')).toBeVisible()
  expect(await countWaiting(fraud)).toBe(before)

  await support.goto(pathOf(customer))
  await expect(support.getByRole('region', { name: 'دستگاه‌ها' })).toContainText('غیرفعال')
  const ended = timeline(support).filter({ hasText: 'دستگاه غیرفعال شد' }).filter({ hasText: reason })
  await expect(ended).toContainText('نگار صادقی')
  await expect(ended).toContainText('با تأیید سینا رستگار')
  await expect(timeline(support).filter({ hasText: 'اطلاع‌رسانی «دستگاه غیرفعال شد»' })).toHaveCount(1)
})

test('a rejection tells the maker why, on the record and in their own list, and nothing was done', async ({
  browser,
}) => {
  const customer = await takeAppCustomer()
  const [support, clerk] = [await openPageAs(browser, 'support1'), await openPageAs(browser, 'clerk1')]
  await askToEndDevice(support, customer, 'می‌گوید گوشی را فروخته است')
  const why = 'دستگاه همین امروز به کار رفته است؛ دوباره بپرسید'
  await clerk.goto(pathOf(customer))
  await onRecord(clerk, 'گوشی را فروخته').getByRole('button', { name: 'رد…' }).click()
  await clerk.getByRole('dialog').getByRole('button', { name: 'رد درخواست' }).click()
  await expect(clerk.getByRole('dialog'), 'a rejection says why').toBeVisible()
  await clerk.getByRole('dialog').getByLabel('دلیل رد').fill(why)
  await clerk.getByRole('dialog').getByRole('button', { name: 'رد درخواست' }).click()
  await clerk.getByText('یک درخواست پایان‌یافته').click()
  await expect(onRecord(clerk, 'گوشی را فروخته')).toContainText(/مریم احمدی.? رد کرد/)

  await support.goto(pathOf(customer))
  await expect(onRecord(support, 'گوشی را فروخته')).toContainText(why)
  await expect(support.getByRole('button', { name: `درخواست ${device}` }), 'it may be asked for anew').toHaveCount(1)
  await support.goto('/approvals')
  await support.getByRole('row').filter({ hasText: customer.name }).getByRole('link').first().click()
  const request = support.getByRole('region', { name: 'یک درخواست' })
  await expect(request).toContainText('رد شد')
  await expect(request).toContainText(why)
  await expect(request).toContainText('مریم احمدی')
})

test('what the maker takes back is asked of nobody any more', async ({ browser }) => {
  const customer = await takeAppCustomer()
  const [support, fraud] = [await openPageAs(browser, 'support1'), await openPageAs(browser, 'fraud1')]
  await askToEndDevice(support, customer, 'گوشی گم شده است')
  await onRecord(support, 'گوشی گم شده').getByRole('button', { name: 'پس گرفتن…' }).click()
  await support.getByRole('dialog').getByRole('button', { name: 'پس گرفتن' }).click()
  await support.getByText('یک درخواست پایان‌یافته').click()
  await expect(onRecord(support, 'گوشی گم شده')).toContainText('پس گرفته شد')
  await fraud.goto('/approvals')
  await expect(fraud.getByRole('row').filter({ hasText: customer.name })).toHaveCount(0)
})

test('a record that changed since says so before the answer, and approving does nothing', async ({ browser }) => {
  const customer = await takeAppCustomer()
  const [support, clerk, fraud] = await Promise.all(
    (['support1', 'clerk1', 'fraud1'] as const).map((who: Staff) => openPageAs(browser, who)),
  )
  if (!support || !clerk || !fraud) throw new Error('three desks were opened')
  await askToEndDevice(support, customer, 'گوشی خراب شده است')
  await clerk.goto(pathOf(customer))
  await clerk.getByRole('button', { name: device, exact: true }).click()
  await fillAct(clerk, { reason: 'مشتری خود به شعبه آمد', proof: atCounter, submit: 'غیرفعال کردن دستگاه' })
  await expect(clerk.getByRole('region', { name: 'دستگاه‌ها' })).toContainText('پایان')

  const request = await openRequest(fraud, customer)
  await expect(request).toContainText('از زمان درخواست عوض شده است')
  await request.getByRole('button', { name: /^تأیید…/ }).click()
  await fraud.getByRole('dialog').getByRole('button', { name: 'تأیید و انجام' }).click()
  await expect(request).toContainText('پرونده عوض شد')
  await expect(request).toContainText('چه چیزی عوض شده بود')
  await support.goto(pathOf(customer))
  await expect(timeline(support).filter({ hasText: 'دستگاه غیرفعال شد' }).filter({ hasText: 'دلیل' })).toHaveCount(1)
})

test('a reissue that support asks for is approved, issued at the branch, and its receipt half is never before support', async ({
  browser,
}) => {
  const customer = await takeAppCustomer()
  await holdProof('support1', customer)
  const [support, clerk] = [await openPageAs(browser, 'support1'), await openPageAs(browser, 'clerk1')]
  await support.goto(pathOf(customer))
  await ask(support, { button: reissue, reason: 'گوشی تازه خریده است', proof: sentCode })
  await expect(onRecord(support, 'گوشی تازه')).toContainText('در انتظار تأیید دوم')
  const fraud = await openPageAs(browser, 'fraud1')
  const request = await openRequest(fraud, customer)
  await request.getByRole('button', { name: /^تأیید…/ }).click()
  await fraud.getByRole('dialog').getByRole('button', { name: 'تأیید', exact: true }).click()
  await expect(request).toContainText('تأیید شد؛ منتظر شعبه')

  await clerk.goto(pathOf(customer))
  await expect(onRecord(clerk, 'گوشی تازه')).toContainText('صدور دوبارهٔ توکن تأیید شد')
  await clerk.getByRole('button', { name: reissue, exact: true }).first().click()
  await fillAct(clerk, { reason: 'مشتری با کارت ملی آمد', proof: atCounter, submit: 'صدور توکن' })
  const slip = clerk.getByRole('region', { name: 'رسید توکن فعال‌سازی برنامک' })
  const receiptPart = (/[0-9A-Z]{4}[- ]?[0-9A-Z]{4}/.exec((await slip.textContent()) ?? '') ?? [''])[0]
  expect(receiptPart.length).toBeGreaterThanOrEqual(8)
  for (const path of [pathOf(customer), '/approvals?tab=decided', '/approvals']) {
    await support.goto(path)
    await expect(support.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await support.content()).not.toContain(receiptPart)
  }
  await support.goto(pathOf(customer))
  await support.getByText('یک درخواست پایان‌یافته').click()
  await expect(onRecord(support, 'گوشی تازه')).toContainText('تأیید شد')
  await expect(onRecord(support, 'گوشی تازه'), 'it stands for nothing more').not.toContainText('منتظر شعبه')
})

test('a change of policy waits for the other administrator, who sees each figure beside the new one', async ({
  browser,
}) => {
  const maker = await openPageAs(browser, 'admin1')
  await maker.goto('/settings/policy')
  await maker.getByRole('button', { name: /^تغییر….*کارکنان/ }).click()
  await maker.getByRole('dialog').getByLabel('مدت بسته بودن حساب').fill('۴۵')
  await maker.getByRole('dialog').getByLabel('دلیل', { exact: true }).fill('آزمون تغییر سیاست')
  await maker.getByRole('dialog').getByRole('button', { name: 'فرستادن درخواست' }).click()
  await expect(maker.getByText('رضا توکلی تغییری در سیاست خواسته است', { exact: false })).toBeVisible()
  await expect(maker.getByRole('button', { name: /^تغییر…/ }), 'one change at a time').toHaveCount(0)
  await maker.getByRole('link', { name: 'دیدن درخواست' }).click()
  await expect(maker.getByRole('region', { name: 'یک درخواست' })).toBeVisible()
  await expect(maker.getByRole('button', { name: /^تأیید…/ })).toHaveCount(0)

  const [name = '', value = ''] = (await openSession('admin2')).split('=')
  const context = await browser.newContext()
  await context.addCookies([{ name, value, url: process.env.E2E_WEB_URL ?? '' }])
  const checker = await context.newPage()
  await checker.goto('/approvals')
  await checker.getByRole('row').filter({ hasText: 'تغییر سیاست' }).getByRole('link').first().click()
  const request = checker.getByRole('region', { name: 'یک درخواست' })
  await expect(request.getByRole('row', { name: /مدت بسته بودن حساب/ })).toContainText(/۳۰ دقیقه.*۴۵ دقیقه/)
  await request.getByRole('button', { name: /^تأیید…/ }).click()
  await checker.getByRole('dialog').getByRole('button', { name: 'تأیید و انجام' }).click()
  await expect(request).toContainText('تأیید شد')
  await expect(async () => {
    await maker.goto('/settings/policy')
    await expect(maker.getByText('۴۵ دقیقه')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await asOwner(`UPDATE policy SET overrides = overrides - 'staffLockMinutes'`)
})

for (const locale of ['fa', 'en'] as const) {
  test(`an open request is without fault for axe and fits a phone, ${locale}, light and dark`, async ({
    browser,
    baseURL,
  }) => {
    const customer = await takeAppCustomer()
    const support = await openPageAs(browser, 'support1')
    await askToEndDevice(support, customer, 'گوشی دزدیده شده است')
    const clerk = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
    const [name = '', value = ''] = (await openSession('fraud2')).split('=')
    const url = baseURL ?? ''
    await clerk.addCookies([
      { name, value, url },
      { name: 'locale', value: locale, url },
    ])
    const page = await clerk.newPage()
    await page.goto('/approvals')
    await page.getByRole('row').filter({ hasText: customer.name }).getByRole('link').first().click()
    await expect(page.getByRole('article').or(page.locator('article')).first()).toBeVisible()
    expect(await runAxeInBothLights(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.keyboard.press('KeyR')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await runAxeInBothLights(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.goto(pathOf(customer))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
}
