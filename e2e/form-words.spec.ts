import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

test('a form says what it misses in the page’s language, whatever the browser’s, and takes it once it is there', async ({
  browser,
}) => {
  const admin = await openPageAs(browser, 'admin1')
  await admin.goto('/settings')
  await admin.getByRole('button', { name: 'کانال تازه…' }).click()
  const dialog = admin.getByRole('dialog')
  const [id, name] = [dialog.getByLabel('شناسه'), dialog.getByLabel('نام', { exact: true })]
  const said = (field: typeof id) => field.evaluate((input: HTMLInputElement) => input.validationMessage)
  await id.fill('نه این')
  await dialog.getByRole('button', { name: 'ساختن' }).click()
  expect(await said(id)).toContain('به این شکل پذیرفته نیست')
  expect(await said(name)).toBe('این را بنویسید.')
  await id.fill(`words-${randomUUID().slice(0, 8)}`)
  await name.fill('کانال آزمون')
  await dialog.getByRole('button', { name: 'ساختن' }).click()

  await test.step('the new key is shown this once, and Esc does not take it away', async () => {
    const secret = dialog.locator('code')
    await expect(secret).toHaveText(/^[\w-]{43}$/)
    await admin.keyboard.press('Escape')
    await expect(secret).toBeVisible()
    await dialog.getByRole('button', { name: 'بستن' }).last().click()
    await expect(dialog).toHaveCount(0)
  })
})
