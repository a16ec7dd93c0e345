import { expect, type Page } from '@playwright/test'

/** From now on every simulator of this browser is in the persona's hands. */
export async function takePersona(page: Page, persona: string): Promise<void> {
  await page.goto('/simulators')
  const row = page.getByRole('row').filter({ has: page.getByText(persona, { exact: true }) })
  const button = row.getByRole('button', { name: /انتخاب/ })
  await expect(row).toBeVisible()
  if (await button.isVisible()) await button.click()
  await expect(row.getByText('انتخاب‌شده')).toBeVisible()
}

export async function insertCard(page: Page): Promise<void> {
  await page.goto('/simulators/atm')
  await page
    .getByRole('button', { name: /وارد کردن کارت/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'چه کاری انجام دهیم؟' })).toBeVisible()
}

export async function press(page: Page, key: string): Promise<void> {
  await page.getByRole('list', { name: 'گزینه‌ها' }).getByRole('button', { name: key, exact: true }).click()
}

export async function enableSms(page: Page): Promise<void> {
  await insertCard(page)
  await press(page, 'رمز پویا')
  await press(page, 'بله، رمز پویا با پیامک بیاید')
  await expect(page.getByRole('heading', { name: 'رمز پویا با پیامک فعال شد' })).toBeVisible()
}

/** «عملیات رمز ← فعال‌سازی رمز یک‌بارمصرف»; answers the eight characters on the receipt. */
export async function takeToken(page: Page, pin: 'اول' | 'دوم', mobile: string): Promise<string> {
  await insertCard(page)
  await press(page, 'عملیات رمز')
  await press(page, `فعال‌سازی رمز یک‌بارمصرف ${pin}`)
  await page.getByLabel('شمارهٔ همراه').fill(mobile)
  await page.getByRole('button', { name: 'تأیید' }).click()
  const receipt = page.getByRole('region', { name: 'رسید خودپرداز' })
  const part = (await receipt.getByRole('status').first().textContent()) ?? ''
  expect(part).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4}$/)
  return part
}
