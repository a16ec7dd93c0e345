import { expect, type Locator, type Page } from '@playwright/test'
import audit from '../messages/audit.fa.json' with { type: 'json' }
import { readOutAppCode } from './steps/app-codes.ts'
import { takePersona } from './steps/atm.ts'
import { persianDigits, persona } from './steps/demo.ts'
import { pressOn, typeInto } from './steps/keyboard.ts'
import { awaitSms, openPhone } from './steps/phone.ts'
import { asOwner, type BranchCustomer, takeAppCustomer } from './steps/records.ts'
import { fillAct, openCustomer, readTimeline, signIn } from './steps/staff.ts'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

const calls = audit.actions
const reason = 'گوشی دزدیده شد'
const pathOf = ({ customerId }: BranchCustomer): string => `/customers/${customerId}`

async function openSuspension(page: Page): Promise<Locator> {
  await page.getByLabel(/کارهای دیگر برای رمز دوم/).click()
  await page.getByRole('button', { name: 'معلق کردن…' }).locator('visible=true').first().click()
  return page.getByRole('dialog')
}

test('support proves a caller by a code sent to the number on file, without a mouse, and only then suspends', async ({
  browser,
}) => {
  const caller = persona('unenrolled-55')
  const hands = await browser.newContext()
  const phone = await hands.newPage()
  await takePersona(phone, 'unenrolled-55')
  await openPhone(phone)
  const desk = await (await browser.newContext()).newPage()
  await signIn(desk, 'support1')
  await openCustomer(desk, caller.localMobile, caller.name)

  await pressOn(desk, desk.getByLabel(/کارهای دیگر برای رمز دوم/))
  await pressOn(desk, desk.getByRole('button', { name: 'معلق کردن…' }).locator('visible=true').first())
  const dialog = desk.getByRole('dialog')
  await typeInto(desk, dialog.getByLabel('دلیل'), reason)
  await expect(dialog.getByLabel('کارت و رمز آن، در شعبه'), 'no card is seen on the telephone').toHaveCount(0)
  await expect(dialog.getByLabel('رمز تازهٔ برنامک'), 'nobody reads out a code of an app they have not').toBeDisabled()
  const bySms = dialog.getByLabel('کد پیامکی به شمارهٔ ثبت‌شده')
  await pressOn(desk, bySms, 'Space')
  await expect(bySms).toBeChecked()
  await expect(dialog.getByRole('button', { name: /^نیاز به اثبات هویت/ })).toBeVisible()

  const { code, text } = await awaitSms(phone, {
    says: 'کد شناسایی',
    after: () => pressOn(desk, dialog.getByRole('button', { name: /^فرستادن کد به/ })),
  })
  expect(text).toContain('پشتیبانی تلفنی')
  expect(code).toMatch(/^\d{6}$/)

  const field = dialog.getByLabel('کدی که مشتری می‌خواند')
  await expect(field).toBeFocused()
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  await desk.keyboard.type(wrong)
  await desk.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('کد درست نیست. ۲ بار دیگر می‌توان نوشت.')
  await expect(field, 'a code that was sent stands nowhere').toHaveValue('')
  await desk.keyboard.type(persianDigits(code))
  await desk.keyboard.press('Enter')
  await expect(dialog.getByText(/تأیید شد · تا ساعت/)).toBeVisible()
  await expect(bySms, 'the box that was typed in is gone, and the focus is not').toBeFocused()
  await pressOn(desk, dialog.getByRole('button', { name: 'معلق کردن', exact: true }))
  await expect(dialog).toHaveCount(0)

  const told = (await readTimeline(desk)).join('\n')
  for (const act of [calls.proof_asked, calls.proof_failed, calls.proof_passed, calls.guard_suspended]) {
    expect(told).toContain(act)
  }
  expect(told).toContain('احراز: کد پیامکی به شمارهٔ ثبت‌شده')
  expect(told).not.toContain(code)
  expect(told).not.toContain(persianDigits(code))
})

test('what was proved a minute ago need not be proved for the next act, by the same user and nobody else', async ({
  browser,
}) => {
  const customer = await takeAppCustomer()
  const page = await openPageAs(browser, 'support1')
  await page.goto(pathOf(customer))
  const dialog = await openSuspension(page)
  await dialog.getByLabel('رمز تازهٔ برنامک').check()
  await dialog.getByLabel('کدی که مشتری می‌خواند').fill(await readOutAppCode(customer.customerId))
  await dialog.getByRole('button', { name: 'بررسی کد' }).click()
  await expect(dialog.getByText(/تأیید شد · تا ساعت/)).toBeVisible()
  await dialog.getByRole('button', { name: 'انصراف' }).click()

  await page.goto(pathOf(customer))
  const again = await openSuspension(page)
  await expect(again.getByLabel('رمز تازهٔ برنامک')).toBeChecked()
  await fillAct(page, { reason, submit: 'معلق کردن' })
  await expect(again).toHaveCount(0)
  expect((await readTimeline(page)).filter((entry) => entry.includes(calls.guard_suspended))).toHaveLength(1)

  const other = await openPageAs(browser, 'fraud1')
  await other.goto(pathOf(customer))
  await other.getByRole('button', { name: 'برداشتن تعلیق…' }).first().click()
  await expect(other.getByRole('dialog').getByText(/تأیید شد · تا ساعت/)).toHaveCount(0)
})

test('a clerk aligns an app by two codes read out one after the other, and neither is kept', async ({ browser }) => {
  const customer = await takeAppCustomer()
  const page = await openPageAs(browser, 'clerk1')
  await page.goto(pathOf(customer))
  await page.getByLabel(/کارهای دیگر برای رمز دوم/).click()
  await page.getByRole('button', { name: 'هماهنگ‌سازی برنامک…' }).locator('visible=true').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('دلیل').fill('رمزها پذیرفته نمی‌شوند')
  const [first, second] = [await readOutAppCode(customer.customerId, 4), await readOutAppCode(customer.customerId, 5)]
  await dialog.getByLabel('رمز نخست').fill(second)
  await dialog.getByLabel('رمز بعدی، یک دقیقه پس از آن').fill(first)
  await dialog.getByRole('button', { name: 'هماهنگ کردن' }).click()
  await expect(dialog.getByRole('alert')).toContainText('این دو رمز پشت سر هم نیستند')
  await expect(dialog.getByLabel('رمز نخست')).toHaveValue('')

  await dialog.getByLabel('رمز نخست').fill(persianDigits(first))
  await dialog.getByLabel('رمز بعدی، یک دقیقه پس از آن').fill(persianDigits(second))
  await dialog.getByRole('button', { name: 'هماهنگ کردن' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/برنامک هماهنگ شد: ساعت گوشی .* دقیقه جابه‌جا بود/)).toBeVisible()
  const told = (await readTimeline(page)).join('\n')
  expect(told).toContain(calls.enrollment_resynchronised)
  expect(told).toContain('«ساعت برنامک هماهنگ شد»')
  expect(told).not.toContain(persianDigits(second))
})

test('the fraud desk blocks a device for good, and nobody else is offered to', async ({ browser }) => {
  const customer = await takeAppCustomer()
  for (const who of ['clerk1', 'support1'] as const) {
    const page = await openPageAs(browser, who)
    await page.goto(pathOf(customer))
    await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible()
    await expect(page.getByRole('button', { name: 'مسدود کردن برای تقلب…' })).toHaveCount(0)
  }
  const page = await openPageAs(browser, 'fraud1')
  await page.goto(pathOf(customer))
  await page.getByRole('button', { name: 'مسدود کردن برای تقلب…' }).click()
  await fillAct(page, {
    reason: 'چند کارت روی یک گوشی',
    proof: 'مشتری همراه نیست؛ بررسی داخلی',
    submit: 'مسدود کردن دستگاه',
  })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText('مسدود', { exact: true }).first()).toBeVisible()
  const told = (await readTimeline(page)).join('\n')
  expect(told).toContain(calls.device_blocked)
  expect(told).toContain('«دستگاه مسدود شد»')
})

test('while the number is new nobody is proved by it and no token is issued, and the page says until when', async ({
  browser,
}) => {
  const customer = await takeAppCustomer()
  await asOwner(`UPDATE customer SET cooling_off_until = now() + interval '5 hours' WHERE id = $1`, [
    customer.customerId,
  ])
  const page = await openPageAs(browser, 'clerk1')
  await page.goto(pathOf(customer))
  await expect(page.getByText('شمارهٔ همراه این مشتری تازه عوض شده است.')).toBeVisible()
  await expect(page.getByText(/^صدور توکن پس از/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'صدور دوبارهٔ توکن' })).toHaveCount(0)
  const dialog = await openSuspension(page)
  await expect(dialog.getByLabel(/کد پیامکی به شمارهٔ ثبت‌شده/)).toBeDisabled()
  await dialog.getByRole('button', { name: 'انصراف' }).click()

  await page.getByRole('button', { name: /برداشتن دورهٔ انتظار/ }).click()
  await fillAct(page, { reason: 'خود مشتری با کارت ملی آمده', proof: 'کارت ملی، در شعبه', submit: 'فرستادن درخواست' })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const checker = await openPageAs(browser, 'fraud1')
  await checker.goto(pathOf(customer))
  await checker
    .getByRole('button', { name: /^تأیید/ })
    .first()
    .click()
  await checker.getByRole('dialog').getByRole('button', { name: /تأیید/ }).click()
  await expect(checker.getByText('شمارهٔ همراه این مشتری تازه عوض شده است.')).toHaveCount(0)
  const told = (await readTimeline(checker)).join('\n')
  expect(told).toContain(calls.customer_cooling_off_lifted)
  expect(told).toContain('«دورهٔ انتظار پایان یافت»')
})
