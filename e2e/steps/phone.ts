import { expect, type Page } from '@playwright/test'

export async function openPhone(page: Page): Promise<void> {
  await page.goto('/simulators/phone')
}

type Arrival = { says: string | RegExp; after: () => Promise<unknown> }
export type Arrived = { text: string; code: string }

/** Does something and answers the new message it brings, with the code that the phone offers to copy. */
export async function awaitSms(phone: Page, { says, after }: Arrival): Promise<Arrived> {
  const messages = phone.getByRole('article').filter({ hasText: says })
  await expect(phone.getByRole('log')).toBeVisible()
  await settled(phone)
  const before = await messages.count()
  await after()
  await expect(messages).toHaveCount(before + 1, { timeout: 20_000 })
  const newest = messages.first()
  const copy = newest.getByRole('button', { name: /^رونوشت / })
  const label = (await copy.count()) > 0 ? await copy.getAttribute('aria-label') : ''
  return { text: (await newest.textContent()) ?? '', code: label?.replace('رونوشت ', '') ?? '' }
}

/** The inbox is asked for every 1.5 s: after two answers without a change it is what it is. */
async function settled(phone: Page): Promise<void> {
  await phone.waitForResponse((response) => response.request().method() === 'POST')
  await phone.waitForResponse((response) => response.request().method() === 'POST')
}
