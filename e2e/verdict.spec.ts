import { expect, type Page } from '@playwright/test'
import { asOwner, type BranchCustomer, takeAppCustomer } from './steps/records.ts'
import { fillAct, signIn } from './steps/staff.ts'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

test('a lock is answered from its verdict: why, until when, and the button, two clicks after the search', async ({
  browser,
}) => {
  const customer = await takeAppCustomer()
  const event = await lock(customer)
  const desk = await openPageAs(browser, 'clerk1')
  await desk.goto(`/customers/${customer.customerId}`)
  await desk.locator(`a[href$="/events/${event}"]`).click()
  await expect(desk.getByRole('heading', { name: 'رمز قفل بود' })).toBeVisible()
  await expect(desk.getByRole('main')).toContainText('به مشتری بگویید')
  await desk.getByRole('button', { name: 'باز کردن قفل…' }).click()
  await fillAct(desk, { reason: 'خودش بود', proof: 'کارت و رمز آن، در شعبه', submit: 'باز کردن قفل' })
  await expect(desk.getByText('قفل باز شد و به مشتری پیامک داده شد.')).toBeVisible()
  await desk.reload()
  await expect(desk.getByText('این قفل دیگر برقرار نیست؛ کاری لازم نیست.')).toBeVisible()

  const auditor = await openPageAs(browser, 'auditor1')
  const again = await lock(customer)
  await auditor.goto(`/customers/${customer.customerId}/events/${again}`)
  await expect(auditor.getByText('«باز کردن قفل» در اختیار شما نیست')).toBeVisible()
  await expect(auditor.getByRole('button', { name: 'باز کردن قفل…' })).toHaveCount(0)
})

test('a reason is worded anew by two administrators, and every verdict says so within a second or two', async ({
  browser,
}) => {
  const said = 'از مشتری بخواهید رمز را رقم‌به‌رقم بخواند.'
  const [rejected] = await asOwner<{ id: string }>(
    `SELECT id FROM verification WHERE reason = 'code_malformed' AND customer_id IS NOT NULL LIMIT 1`,
  )
  const reader = await openPageAs(browser, 'fraud1')
  const maker = await openPageAs(browser, 'admin1')
  await maker.goto('/settings/catalogue?q=code_malformed')
  await maker.getByRole('row').nth(1).getByRole('link').click()
  const next = maker.getByLabel('حالا چه کنیم (فارسی)')
  await next.fill('تا {until} صبر کنند.')
  await askForIt(maker)
  await expect(maker.getByText(/این دلیل رقمی به نام .*until.* ندارد/)).toBeVisible()
  await next.fill(said)
  await expect(maker.getByRole('region', { name: 'پیش‌نمایش فارسی' })).toContainText(said)
  await askForIt(maker)
  await expect(maker.getByText('منتظر تأیید مدیر دیگر است')).toBeVisible()

  await reader.goto(`/verifications/${rejected?.id}`)
  await expect(reader.getByRole('main')).not.toContainText(said)
  await maker.goto('/approvals?tab=mine')
  await expect(maker.getByRole('button', { name: /^تأیید…/ })).toHaveCount(0)

  const checker = await (await browser.newContext()).newPage()
  await signIn(checker, 'admin2')
  await checker.goto('/approvals?tab=waiting')
  await checker.getByRole('row').filter({ hasText: 'متن دلیل‌ها' }).getByRole('link').first().click()
  const request = checker.getByRole('region', { name: 'یک درخواست' })
  await expect(request).toContainText(said)
  await request.getByRole('button', { name: /^تأیید…/ }).click()
  await checker.getByRole('dialog').getByRole('button', { name: 'تأیید و انجام' }).click()
  await expect(checker.getByText('تأیید و انجام شد.')).toBeVisible()

  await expect(async () => {
    await reader.reload()
    await expect(reader.getByRole('main')).toContainText(said, { timeout: 500 })
  }).toPass({ timeout: 15_000 })
  await maker.goto('/settings/catalogue/code_malformed')
  await expect(maker.getByRole('list', { name: 'نسخه‌ها' }).getByRole('listitem').first()).toContainText('نسخهٔ ۱')
})

async function askForIt(page: Page): Promise<void> {
  await page.getByLabel('چرا عوض می‌شود؟').fill('مشتریان این جمله را نمی‌فهمند')
  await page.getByRole('button', { name: 'درخواست تأیید دوم' }).click()
}

/** As the fifth wrong code leaves a card: closed for an hour, with its row in the log. */
async function lock({ customerId, cardId }: BranchCustomer): Promise<string> {
  await asOwner(
    `UPDATE guard SET app_closed_until = now() + interval '1 h', version = version + 1 WHERE card_id = $1 AND pin_kind = 'second'`,
    [cardId],
  )
  const [event] = await asOwner<{ id: string }>(
    `INSERT INTO audit_event (id, at, actor_kind, actor_id, actor_name, action, customer_id, card_id, subject_kind, subject_id, data, request_id)
     SELECT (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid,
       to_timestamp(ms / 1000.0), 'channel', 'gateway', 'درگاه', 'guard.locked', $1, k.id, 'card', k.id::text,
       jsonb_build_object('closed', 'app', 'untilMs', ms + 3600000, 'pinKind', 'second', 'last4', k.last4), gen_random_uuid()
     FROM card k, (SELECT (extract(epoch FROM now()) * 1000)::bigint AS ms) n WHERE k.id = $2::uuid RETURNING id`,
    [customerId, cardId],
  )
  return event?.id ?? ''
}
