import { expect, type Page } from '@playwright/test'
import { operator } from './demo.ts'

export async function signIn(page: Page, username: string): Promise<void> {
  const { password } = operator(username)
  await page.goto('/login')
  await page.getByLabel('نام کاربری').fill(username)
  await page.getByLabel('گذرواژه').fill(password)
  await page.getByRole('button', { name: 'ورود' }).click()
  await expect(page).not.toHaveURL(/login/)
}

/** Finds by what was typed and opens the record; a number that is one customer's alone opens it at once. */
export async function openCustomer(page: Page, query: string, name: string): Promise<void> {
  await page.goto('/customers')
  await page.getByLabel('هرچه از مشتری می‌دانید').fill(query)
  await page.getByRole('button', { name: 'بگرد', exact: true }).click()
  const record = page.getByRole('heading', { level: 1, name })
  const found = page.getByRole('row').getByRole('link', { name })
  await expect(record.or(found).first()).toBeVisible()
  if (await found.isVisible()) await found.click()
  await expect(record).toBeVisible()
}

type Act = { reason: string; proof?: string; submit: string }

/** Fills the dialog that every act opens, and sends it. */
export async function fillAct(page: Page, { reason, proof, submit }: Act): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('دلیل').fill(reason)
  if (proof) await dialog.getByLabel(proof).check()
  await dialog.getByRole('button', { name: submit }).click()
}

/** What the record in hand tells, newest first, to the first thing that ever happened. */
export async function readTimeline(page: Page): Promise<string[]> {
  const told: string[] = []
  const entries = page.getByRole('list', { name: 'آنچه گذشته است' }).getByRole('listitem')
  const older = page.getByRole('link', { name: 'قدیمی‌تر' })
  await page.goto(new URL(page.url()).pathname)
  for (;;) {
    await expect(entries.first()).toBeVisible()
    told.push(...(await entries.allTextContents()))
    if ((await older.count()) === 0) return told
    await page.goto((await older.getAttribute('href')) ?? '')
  }
}
