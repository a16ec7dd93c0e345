import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'
import { foldDigits } from '#domain/text/digits.ts'
import { asOwner, type BranchCustomer } from './records.ts'
import { fillAct } from './staff.ts'

/** As after the customer has read a code from their phone to this operator: where a test begins behind it. */
export async function holdProof(username: string, { customerId }: BranchCustomer): Promise<void> {
  await asOwner(
    `INSERT INTO proof (id, operator_id, customer_id, level, mobile, state, created_at, code_expires_at, passed_at, expires_at)
     SELECT $1, o.id, k.id, 'sms_code', k.mobile, 'passed', now(), now() + interval '5 min', now(), now() + interval '10 min'
     FROM operator o, customer k WHERE k.id = $2 AND o.username = $3`,
    [randomUUID(), customerId, username],
  )
}

export const spoken = 'پاسخ درست به پرسش‌های شناسایی'
export const sentCode = 'کد پیامکی به شمارهٔ ثبت‌شده'

type Asking = { button: string; reason: string; proof?: string }

/** Presses the button that asks on the record in hand, and sends the request. */
export async function ask(desk: Page, { button, reason, proof }: Asking): Promise<void> {
  await desk
    .getByRole('button', { name: `درخواست ${button}` })
    .locator('visible=true')
    .first()
    .click()
  await expect(desk.getByRole('dialog', { name: /^درخواست تأیید دوم/ })).toBeVisible()
  await fillAct(desk, { reason, submit: 'فرستادن درخواست', ...(proof && { proof }) })
}

/** The request with this reason where a customer's record shows it. */
export function onRecord(desk: Page, reason: string): Locator {
  return desk.getByRole('region', { name: 'تأیید دوم' }).getByRole('listitem').filter({ hasText: reason })
}

/** Opens the request on this customer from the list that waits for whoever is signed in. */
export async function openRequest(desk: Page, customer: BranchCustomer): Promise<Locator> {
  await desk.goto('/approvals?tab=waiting')
  await desk.getByRole('row').filter({ hasText: customer.name }).getByRole('link').first().click()
  const request = desk.getByRole('region', { name: 'یک درخواست' })
  await expect(request).toContainText(customer.name)
  return request
}

/** How many wait for an answer, as the navigation says on every page; it says nothing for none. */
export async function countWaiting(desk: Page): Promise<number> {
  const link = desk.getByRole('navigation', { name: 'بخش‌ها' }).getByRole('link', { name: /^تأیید دوم/ })
  const said = (await link.textContent()) ?? ''
  return Number(/\d+/.exec(foldDigits(said))?.[0] ?? 0)
}
