import { expect, type Page } from '@playwright/test'
import { type Arrived, awaitSms } from './phone.ts'

export const APP_PASSWORD = '739148'

/** Steps 2 and 3 of the app: a password of its own, the number, and the code that comes by SMS. */
export async function registerApp(app: Page, phone: Page, mobile: string): Promise<void> {
  await app.goto('/rima')
  await app.getByRole('button', { name: 'شروع' }).click()
  await app.getByLabel('رمز برنامک', { exact: true }).fill(APP_PASSWORD)
  await app.getByLabel('تکرار رمز برنامک').fill(APP_PASSWORD)
  await app.getByRole('button', { name: 'ادامه' }).click()
  await app.getByLabel('شمارهٔ همراه').fill(mobile)
  const { code } = await awaitSms(phone, {
    says: 'کد تأیید شماره',
    after: () => app.getByRole('button', { name: 'فرستادن کد تأیید' }).click(),
  })
  await app.getByLabel('کد تأیید').fill(code)
  await app.getByRole('button', { name: 'تأیید شماره' }).click()
  await expect(app.getByRole('heading', { name: 'حالا یک بار با کارت به خودپرداز بروید' })).toBeVisible()
}

export async function awaitTokenSms(phone: Page, after: () => Promise<unknown>): Promise<Arrived> {
  return awaitSms(phone, { says: 'بخش پیامکی توکن', after })
}

/** Types both parts where the app waits for them, going there first if it stands elsewhere. */
export async function typeToken(app: Page, receiptPart: string, smsPart: string): Promise<void> {
  const heading = app.getByRole('heading', { name: 'دو بخش توکن را وارد کنید' })
  const inHand = app.getByRole('button', { name: 'توکن را گرفته‌ام' })
  const addCard = app.getByRole('button', { name: 'افزودن کارت یا رمز دیگر' })
  await expect(heading.or(inHand).or(addCard).first()).toBeVisible()
  if (await addCard.isVisible()) await addCard.click()
  await expect(heading.or(inHand).first()).toBeVisible()
  if (await inHand.isVisible()) await inHand.click()
  await app.getByLabel('بخش رسید خودپرداز').fill(receiptPart)
  await app.getByLabel('بخش پیامک').fill(smsPart)
  await app.getByRole('button', { name: 'فعال کردن' }).click()
}

export async function readAppCode(app: Page): Promise<string> {
  const group = app.getByRole('group', { name: /^رمز پویای / })
  await expect(group).toBeVisible()
  return ((await group.textContent()) ?? '').replace(/\D/g, '')
}

/** A code that has not been used: each can be used once, so the next may be up to two minutes away. */
export async function readUnusedAppCode(app: Page, used: string[]): Promise<string> {
  let code = ''
  await expect
    .poll(
      async () => {
        code = await readAppCode(app)
        return used.includes(code)
      },
      { timeout: 130_000, intervals: [500] },
    )
    .toBe(false)
  return code
}
