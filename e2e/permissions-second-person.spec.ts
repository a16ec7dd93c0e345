import { type Browser, expect, type Page } from '@playwright/test'
import { asOwner, type BranchCustomer, takeAppCustomer } from './steps/records.ts'
import { type Caught, catchAction, replayAs } from './steps/replay.ts'
import { ask, holdProof, onRecord, sentCode } from './steps/second-person.ts'
import { fillAct } from './steps/staff.ts'
import { askAs, openPageAs, openSession, type Staff, staff } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

// The rows of the table that say "ask (checker)": support asks, the customer's branch or the fraud desk answers.
const reason = 'آزمون تأیید دوم'
const done = /"outcome":"(done|shown)"/
const pathOf = ({ customerId }: BranchCustomer): string => `/customers/${customerId}`
const except = (...allowed: Staff[]): Staff[] => staff.filter((who) => !allowed.includes(who))

type AskRow = {
  row: string
  button: string
  folded?: true
  prepare?: (customer: BranchCustomer, desk: Page) => Promise<void>
}
const rows: AskRow[] = [
  { row: 'reissue an activation token', button: 'صدور دوبارهٔ توکن' },
  { row: 'reprint the receipt part', button: 'چاپ دوبارهٔ رسید', prepare: issueToken },
  { row: 'deactivate a device', button: 'غیرفعال‌سازی…' },
  { row: 'deactivate an enrollment', button: 'غیرفعال کردن برنامک', folded: true },
  {
    row: 'unlock before time',
    button: 'باز کردن قفل…',
    prepare: async ({ cardId }) => {
      await asOwner(
        `UPDATE guard SET app_closed_until = now() + interval '1 h' WHERE card_id = $1 AND pin_kind = 'second'`,
        [cardId],
      )
    },
  },
]

for (const row of rows) {
  test(`${row.row}: only support asks, only a second person answers, and neither a direct call nor twice the same makes more of it`, async ({
    browser,
  }) => {
    const customer = await takeAppCustomer()
    await row.prepare?.(customer, await openPageAs(browser, 'clerk1'))
    await holdProof('support1', customer)
    const support = await openPageAs(browser, 'support1')
    const asking = await catchAsk(support, customer, row)
    for (const who of except('support1')) {
      const theirs = await openPageAs(browser, who)
      await theirs.goto(pathOf(customer))
      const button = theirs.getByRole('button', { name: `درخواست ${row.button}`, includeHidden: true })
      await expect(button, `${who} is offered no request`).toHaveCount(0)
      expect((await replayAs(who, asking)).text, who).not.toMatch(done)
      await theirs.close()
    }
    expect((await replayAs(null, asking)).status, 'nobody signed in').toBe(303)
    await support.goto(pathOf(customer))
    await expect(onRecord(support, reason), 'nothing was asked').toHaveCount(0)

    expect((await replayAs('support1', asking)).text).toMatch(done)
    await replayAs('support1', asking)
    await support.goto(pathOf(customer))
    await expect(onRecord(support, reason), 'sent twice it is asked once').toHaveCount(1)

    const fraud = await openPageAs(browser, 'fraud1')
    const approving = await catchApproval(fraud, customer)
    for (const who of except('fraud1', 'clerk1')) {
      const theirs = await openPageAs(browser, who)
      await theirs.goto(pathOf(customer))
      await expect(theirs.getByRole('button', { name: /^تأیید…/ }), `${who} is offered no answer`).toHaveCount(0)
      expect((await replayAs(who, approving)).text, who).not.toMatch(done)
      await theirs.close()
    }
    await support.goto(pathOf(customer))
    await expect(onRecord(support, reason)).toContainText('در انتظار تأیید دوم')

    expect((await replayAs('fraud1', approving)).text).toMatch(done)
    await replayAs('fraud1', approving)
    await replayAs('clerk1', approving)
    await support.goto(`${pathOf(customer)}?kind=staff`)
    const told = support.getByRole('list', { name: 'آنچه گذشته است' }).getByRole('listitem')
    await expect(told.filter({ hasText: 'تأیید دوم داده شد' }), 'approved once').toHaveCount(1)
  })
}

test('policy: only an administrator asks, nobody approves their own, and no other role sees the request', async ({
  browser,
}) => {
  const maker = await openPageAs(browser, 'admin1')
  await maker.goto('/settings/policy')
  const asking = await catchAction(maker, async () => {
    await maker.getByRole('button', { name: /^تغییر….*کارکنان/ }).click()
    await maker.getByRole('dialog').getByLabel('مدت بسته بودن حساب').fill('35')
    await fillAct(maker, { reason, submit: 'فرستادن درخواست' })
  })
  for (const who of except('admin1')) expect((await replayAs(who, asking)).text, who).not.toMatch(done)
  const auditor = await openPageAs(browser, 'auditor1')
  await auditor.goto('/settings/policy')
  await expect(auditor.getByRole('button', { name: /^تغییر…/ })).toHaveCount(0)

  expect((await replayAs('admin1', asking)).text).toMatch(done)
  const checker = await openAdmin2(browser)
  await checker.goto('/approvals')
  await checker.getByRole('row').filter({ hasText: 'تغییر سیاست' }).getByRole('link').first().click()
  const request = checker.getByRole('region', { name: 'یک درخواست' })
  const rejecting = await catchAction(checker, async () => {
    await request.getByRole('button', { name: /^رد…/ }).click()
    await checker.getByRole('dialog').getByLabel('دلیل رد').fill(reason)
    await checker.getByRole('dialog').getByRole('button', { name: 'رد درخواست' }).click()
  })
  for (const who of staff) expect((await replayAs(who, rejecting)).text, who).not.toMatch(done)
  const address = new URL(checker.url())
  for (const who of ['clerk1', 'support1', 'fraud1', 'auditor1'] as const) {
    const answer = await askAs(who, `${address.pathname}${address.search}`)
    expect(answer.text, `${who} reads nothing of it`).not.toContain('مدت بسته بودن حساب')
  }
  await checker.goto(`${address.pathname}${address.search}`)
  await request.getByRole('button', { name: /^رد…/ }).click()
  await checker.getByRole('dialog').getByLabel('دلیل رد').fill(reason)
  await checker.getByRole('dialog').getByRole('button', { name: 'رد درخواست' }).click()
  await expect(request).toContainText('رد شد')
})

test('the inbox: an auditor’s is empty, and a clerk of another branch sees no request on this branch’s customers', async ({
  browser,
}) => {
  const customer = await takeAppCustomer()
  const support = await openPageAs(browser, 'support1')
  await support.goto(pathOf(customer))
  await ask(support, { button: 'غیرفعال‌سازی…', reason, proof: 'پاسخ درست به پرسش‌های شناسایی' })
  await expect(onRecord(support, reason)).toBeVisible()
  const auditor = await openPageAs(browser, 'auditor1')
  await auditor.goto('/approvals')
  await expect(auditor.getByRole('link', { name: /^منتظر شما/ })).toHaveCount(0)
  await expect(auditor.getByText(customer.name)).toHaveCount(0)
  const clerk = await openPageAs(browser, 'clerk1')
  await clerk.goto('/approvals')
  await clerk.getByRole('row').filter({ hasText: customer.name }).getByRole('link').first().click()
  await expect(clerk.getByRole('region', { name: 'یک درخواست' })).toContainText(reason)
  const address = new URL(clerk.url())
  for (const path of ['/approvals', `${address.pathname}${address.search}`]) {
    expect((await askAs('clerk2', path)).text, path).not.toContain(customer.name)
  }
})

async function catchAsk(support: Page, customer: BranchCustomer, { button, folded }: AskRow): Promise<Caught> {
  await support.goto(pathOf(customer))
  await expect(support.getByRole('heading', { level: 1, name: customer.name })).toBeVisible()
  return await catchAction(support, async () => {
    if (folded) await support.getByLabel(/کارهای دیگر برای رمز دوم/).click()
    await ask(support, { button, reason, proof: sentCode })
  })
}

async function catchApproval(checker: Page, customer: BranchCustomer): Promise<Caught> {
  await checker.goto(pathOf(customer))
  return await catchAction(checker, async () => {
    await onRecord(checker, reason)
      .getByRole('button', { name: /^تأیید…/ })
      .click()
    await checker
      .getByRole('dialog')
      .getByRole('button', { name: /^تأیید/ })
      .click()
  })
}

async function issueToken(customer: BranchCustomer, desk: Page): Promise<void> {
  await desk.goto(pathOf(customer))
  await desk.getByRole('button', { name: 'صدور دوبارهٔ توکن' }).first().click()
  await fillAct(desk, { reason: 'برای چاپ دوباره', proof: 'کارت ملی، در شعبه', submit: 'صدور توکن' })
  await expect(desk.getByRole('region', { name: 'رسید توکن فعال‌سازی برنامک' })).toBeVisible()
}

async function openAdmin2(browser: Browser): Promise<Page> {
  const [name = '', value = ''] = (await openSession('admin2')).split('=')
  const context = await browser.newContext()
  await context.addCookies([{ name, value, url: process.env.E2E_WEB_URL ?? '' }])
  return await context.newPage()
}
