import { expect, type Locator, type Page } from '@playwright/test'

export async function openPayment(page: Page, amount: string): Promise<void> {
  await page.goto('/simulators/payment')
  await page.getByLabel('مبلغ (ریال)', { exact: true }).fill(amount)
}

export async function askForCode(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'درخواست رمز پویا' }).click()
  await expect(page.getByRole('timer', { name: 'مهلت رمز' })).toBeVisible()
}

export async function presentAmount(page: Page, amount: string): Promise<void> {
  const field = page.getByLabel('مبلغ هنگام پرداخت (ریال)')
  if (!(await field.isVisible())) await page.getByText('پیشرفته: دستکاری پس از درخواست رمز').click()
  await field.fill(amount)
}

/** Types the code, pays, and answers the place where the result stands. */
export async function pay(page: Page, code: string): Promise<Locator> {
  await page.getByLabel('رمز پویا (رمز دوم)').fill(code)
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'پرداخت', exact: true }).click()
  await answered
  return page.getByRole('status').filter({ hasText: 'کد پاسخ' })
}
