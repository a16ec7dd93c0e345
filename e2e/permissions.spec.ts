import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'
import { foldDigits } from '#domain/text/digits.ts'
import audit from '../messages/audit.fa.json' with { type: 'json' }
import { listRoutes } from './steps/list-routes.ts'
import { asOwner, type BranchCustomer, takeAppCustomer, takeCustomer } from './steps/records.ts'
import { type Caught, catchAction, replayAs } from './steps/replay.ts'
import { fillAct } from './steps/staff.ts'
import { askAs, dataOnly, isMissing, openPageAs, type Staff, staff } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

// Whom the table lets act by themselves on a customer of branch 0101; clerk2 is of another branch and gave no reason.
const calls = audit.actions
const proof = 'کارت و رمز آن، در شعبه'
const reason = 'آزمون جدول دسترسی'
const readers: readonly Staff[] = ['clerk1', 'support1', 'fraud1', 'auditor1']
const pathOf = ({ customerId }: BranchCustomer): string => `/customers/${customerId}`
const except = (...allowed: Staff[]): Staff[] => staff.filter((who) => !allowed.includes(who))

type ActRow = {
  row: string
  button: string
  submit: string
  /** What the timeline calls the act once it has been done. */
  told: string
  folded?: true
  withoutProof?: true
  allowed: Staff[]
  prepare?: (customer: BranchCustomer, desk: Page) => Promise<void>
}

const reissue: ActRow = {
  row: 'reissue an activation token',
  button: 'صدور دوبارهٔ توکن',
  submit: 'صدور توکن',
  told: calls.activation_token_reissued,
  allowed: ['clerk1'],
}
const rows: ActRow[] = [
  reissue,
  {
    row: 'reprint the receipt part',
    button: 'چاپ دوبارهٔ رسید',
    submit: 'نمایش و چاپ',
    told: calls.activation_token_reprinted,
    withoutProof: true,
    allowed: ['clerk1'],
    prepare: issueToken,
  },
  {
    row: 'deactivate a device',
    button: 'غیرفعال‌سازی…',
    submit: 'غیرفعال کردن دستگاه',
    told: calls.device_deactivated,
    allowed: ['clerk1', 'fraud1'],
  },
  {
    row: 'block a device',
    button: 'مسدود کردن برای تقلب…',
    submit: 'مسدود کردن دستگاه',
    told: calls.device_blocked,
    allowed: ['fraud1'],
  },
  {
    row: 'deactivate an enrollment',
    button: 'غیرفعال کردن برنامک',
    submit: 'غیرفعال کردن',
    told: calls.enrollment_deactivated,
    folded: true,
    allowed: ['clerk1', 'fraud1'],
  },
  {
    row: 'suspend',
    button: 'معلق کردن…',
    submit: 'معلق کردن',
    told: calls.guard_suspended,
    folded: true,
    allowed: ['clerk1', 'support1', 'fraud1'],
  },
  {
    row: 'unsuspend',
    button: 'برداشتن تعلیق…',
    submit: 'برداشتن تعلیق',
    told: calls.guard_unsuspended,
    allowed: ['fraud1'],
    prepare: (customer) => setGuard(customer, 'suspended_at = now()'),
  },
  {
    row: 'unlock before time',
    button: 'باز کردن قفل…',
    submit: 'باز کردن قفل',
    told: calls.guard_unlocked,
    allowed: ['clerk1', 'fraud1'],
    prepare: (customer) => setGuard(customer, `app_closed_until = now() + interval '1 h'`),
  },
]

for (const act of rows) {
  test(`${act.row}: who may not finds no button, and the same request in their name does nothing`, async ({
    browser,
  }) => {
    const customer = await takeAppCustomer()
    const [allowed] = act.allowed
    if (!allowed) throw new Error('nobody may do it')
    const page = await openPageAs(browser, allowed)
    await act.prepare?.(customer, page)
    const caught = await catchAct(page, customer, act)

    for (const who of except(...act.allowed)) {
      const theirs = await openPageAs(browser, who)
      await theirs.goto(pathOf(customer))
      const button = theirs.getByRole('button', { name: act.button, exact: true, includeHidden: true })
      await expect(button, `${who} at most may ask for it`).toHaveCount(0)
      const answer = await replayAs(who, caught)
      expect(answer.text, who).not.toMatch(/"outcome":"(done|shown)"/)
      expect(answer.text, `${who} is told nothing of the customer`).not.toContain(customer.name)
      await theirs.close()
    }
    const nobody = await replayAs(null, caught)
    expect([nobody.status, nobody.headers.get('location')]).toEqual([303, expect.stringMatching(/^\S*\/login/)])
    expect(await countTold(page, customer, act.told), 'nothing has happened').toBe(0)

    const done = await replayAs(allowed, caught)
    expect(done.text, 'the request was right: who may act does it').toMatch(/"outcome":"(done|shown)"/)
    expect(await countTold(page, customer, act.told)).toBe(1)
    await replayAs(allowed, caught)
    expect(await countTold(page, customer, act.told), 'sent twice it happens once').toBe(1)
  })
}

test('unlock before time: a clerk who does not say how the customer was known is refused', async ({ browser }) => {
  const customer = await takeAppCustomer()
  await setGuard(customer, `app_closed_until = now() + interval '1 h'`)
  const page = await openPageAs(browser, 'clerk1')
  const caught = await catchAct(page, customer, rows.find(({ row }) => row === 'unlock before time') ?? reissue)
  const answer = await replayAs('clerk1', caught, (body) => body.replace('card_and_pin', ''))
  expect(answer.text).toContain('"outcome":"refused"')
  expect(await countTold(page, customer, calls.guard_unlocked)).toBe(0)
})

test('find and see a customer: an administrator finds nobody and opens nothing', async ({ browser }) => {
  const customer = await takeCustomer()
  const page = await openPageAs(browser, 'clerk1')
  await page.goto('/customers')
  const caught = await catchAction(page, async () => {
    await page.getByLabel('هرچه از مشتری می‌دانید').fill(customer.nationalId)
    await page.getByRole('button', { name: 'بگرد', exact: true }).click()
  })
  const refused = await replayAs('admin1', caught)
  expect(refused.text + refused.headers.get('x-action-redirect')).not.toContain(customer.customerId)
  const found = await replayAs('support1', caught)
  expect(found.text + found.headers.get('x-action-redirect')).toContain(customer.customerId)
  for (const path of ['/customers', pathOf(customer), '/lists/locked', '/lists/pending']) {
    for (const headers of [{}, dataOnly]) {
      const answer = await askAs('admin1', path, { headers })
      expect([isMissing(answer), answer.text.includes(customer.name)], path).toEqual([true, false])
    }
  }
  const admin = await openPageAs(browser, 'admin1')
  await admin.goto('/')
  await expect(admin.getByRole('link', { name: 'مشتریان' })).toHaveCount(0)
  await expect(admin.getByLabel('هرچه از مشتری می‌دانید')).toHaveCount(0)
})

test('a clerk of another branch sees no more than the branch until they say why', async ({ browser }) => {
  const customer = await takeCustomer()
  for (const headers of [{}, dataOnly]) {
    const answer = await askAs('clerk2', pathOf(customer), { headers })
    expect(answer.text).not.toContain(customer.name)
  }
  const page = await openPageAs(browser, 'clerk2')
  await page.goto(pathOf(customer))
  await page.getByLabel('دلیل').fill('مشتری پای باجه است')
  await page.getByRole('button', { name: 'باز کردن پرونده' }).click()
  await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible()
})

test('reveal mobile or national id: who may not gets neither, and the page of who may holds neither until asked', async ({
  browser,
}) => {
  const customer = await takeCustomer()
  const page = await openPageAs(browser, 'support1')
  await page.goto(pathOf(customer))
  for (const [button, value] of [
    ['نمایش موبایل کامل', customer.mobile],
    ['نمایش کد ملی کامل', customer.nationalId],
  ] as const) {
    const caught = await catchAction(page, () => page.getByRole('button', { name: button }).click())
    for (const who of ['admin1', 'clerk2'] as const) {
      const refused = await replayAs(who, caught)
      expect(foldDigits(refused.text), who).not.toContain(value)
    }
    expect(foldDigits((await replayAs('support1', caught)).text)).toContain(value)
    await page.goto(pathOf(customer))
  }
  for (const who of readers) {
    for (const headers of [{}, dataOnly]) {
      const { text } = await askAs(who, pathOf(customer), { headers })
      for (const secret of [customer.mobile, customer.mobile.slice(1), customer.nationalId]) {
        expect(foldDigits(text), who).not.toContain(secret)
      }
    }
  }
})

test('read verifications: branch and support only of the customer in hand, an administrator none', async ({
  browser,
}) => {
  const customer = await takeCustomer()
  const [verification] = await asOwner<{ id: string }>('SELECT id FROM verification WHERE customer_id = $1 LIMIT 1', [
    customer.customerId,
  ])
  const one = `/verifications/${verification?.id}`
  const ofCustomer = `?customer=${customer.customerId}&range=month`
  const addresses = [one, `/verifications${ofCustomer}`, `/verifications/live${ofCustomer}`]
  for (const who of ['clerk1', 'support1', 'admin1'] as const) {
    for (const path of [...addresses, '/verifications', '/verifications/live']) {
      for (const headers of [{}, dataOnly]) {
        const answer = await askAs(who, path, { headers })
        expect([isMissing(answer), answer.text.includes(customer.name)], `${who} ${path}`).toEqual([true, false])
      }
    }
  }
  for (const who of ['clerk1', 'support1'] as const) {
    await askAs(who, pathOf(customer))
    for (const path of addresses) expect((await askAs(who, path)).status, `${who} ${path}`).toBe(200)
    expect((await askAs(who, '/verifications')).status, 'and no further').toBe(404)
  }
  const other = await takeCustomer()
  const [theirs] = await asOwner<{ id: string }>('SELECT id FROM verification WHERE customer_id = $1 LIMIT 1', [
    other.customerId,
  ])
  const beside = await openPageAs(browser, 'support1')
  await beside.goto(`/verifications${ofCustomer}&open=${verification?.id}`)
  const verdict = beside.getByRole('region', { name: 'یک تأیید رمز', exact: true })
  await expect(verdict).toBeVisible()
  await beside.goto(`/verifications${ofCustomer}&open=${theirs?.id}`)
  await expect(beside.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(verdict, 'nor beside the log of who is in hand').toHaveCount(0)
  for (const who of ['fraud1', 'auditor1'] as const) {
    for (const path of [...addresses, '/verifications']) expect((await askAs(who, path)).status).toBe(200)
  }
})

test('export: branch, support and administrator get no file and see no button', async ({ browser }) => {
  const body = new URLSearchParams({ reason_given: 'پرسش بازرس' })
  for (const [path, allowed] of [
    ['/verifications/export', ['fraud1', 'auditor1']],
    ['/audit/export', ['auditor1']],
  ] as const) {
    for (const who of staff) {
      const { status, headers } = await askAs(who, path, { method: 'POST', body })
      const mayHave = (allowed as readonly Staff[]).includes(who)
      expect([status, headers.get('content-disposition') !== null], `${who} ${path}`).toEqual([
        mayHave ? 200 : 404,
        mayHave,
      ])
    }
    const nobody = await askAs(null, path, { method: 'POST', body })
    expect(nobody.status).toBe(303)
  }
  for (const who of ['admin1', 'clerk1'] as const) {
    const page = await openPageAs(browser, who)
    await page.goto('/audit')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('button', { name: /خروجی|CSV/ })).toHaveCount(0)
  }
})

test('read operators’ audit events: fraud none, branch and support their own alone', async ({ browser }) => {
  expect((await askAs('fraud1', '/audit')).status).toBe(404)
  const [auditor] = await asOwner<{ id: string; name: string }>(
    `SELECT id, name FROM operator WHERE username = 'admin1'`,
  )
  await askAs('admin1', '/audit')
  const all = await askAs('auditor1', `/audit?operator=${auditor?.id}`)
  expect(all.text).toContain(auditor?.name ?? '-')
  for (const who of ['clerk1', 'support1'] as const) {
    const page = await openPageAs(browser, who)
    await page.goto(`/audit?operator=${auditor?.id}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.content()).not.toContain(auditor?.name ?? '-')
  }
})

test('settings: branch, support and fraud see nothing, an auditor sees and changes nothing', async ({ browser }) => {
  for (const path of ['/settings', '/settings/staff', '/settings/branches', '/settings/policy']) {
    for (const who of ['clerk1', 'support1', 'fraud1'] as const) expect((await askAs(who, path)).status).toBe(404)
    expect((await askAs('auditor1', path)).status).toBe(200)
  }
  const auditor = await openPageAs(browser, 'auditor1')
  await auditor.goto('/settings')
  await expect(auditor.getByRole('button', { name: /کانال تازه|کلید تازه/ })).toHaveCount(0)
  const admin = await openPageAs(browser, 'admin1')
  const clientId = `table-${randomUUID().slice(0, 8)}`
  await admin.goto('/settings')
  const acts = [
    await catchAction(admin, () => makeClient(admin, clientId)),
    await catchAction(admin, () => rotateClient(admin)),
  ]
  const asked = () =>
    asOwner(`SELECT act FROM approval WHERE subject_id IN ($1, 'core-demo') AND act LIKE 'channel_client:%'`, [
      clientId,
    ])
  for (const caught of acts) for (const who of except('admin1')) await replayAs(who, caught)
  expect(await asked()).toEqual([])
  await replayAs('admin1', acts[0] as Caught)
  expect(await asked(), 'an administrator asks').toEqual([{ act: 'channel_client:create' }])
  await admin.goto('/settings')
  await expect(admin.getByText(clientId), 'and makes nothing alone').toHaveCount(0)
})

test('bulk action: nobody is offered any, for nothing is done to many customers at once yet', async ({ browser }) => {
  expect(listRoutes().filter((route) => /bulk|batch/.test(route))).toEqual([])
  for (const who of readers) {
    const page = await openPageAs(browser, who)
    await page.goto('/lists/locked')
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    await expect(page.getByRole('main').getByRole('checkbox')).toHaveCount(0)
  }
})

async function makeClient(page: Page, id: string): Promise<void> {
  await page.getByRole('button', { name: 'کانال تازه…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('شناسه').fill(id)
  await dialog.getByLabel('نام', { exact: true }).fill('کانال آزمون')
  await dialog.getByLabel('نشانی‌ها').fill('192.0.2.0/24')
  await askFor(dialog)
}

async function rotateClient(page: Page): Promise<void> {
  await page.goto('/settings')
  await page.getByRole('row').filter({ hasText: 'core-demo' }).getByRole('button', { name: 'کلید تازه…' }).click()
  const dialog = page.getByRole('dialog')
  await askFor(dialog)
}

async function askFor(dialog: Locator): Promise<void> {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  await dialog.getByLabel('کلید عمومیِ دارندهٔ سامانه').fill(JSON.stringify(publicKey.export({ format: 'jwk' })))
  await dialog.getByLabel('دلیل').fill(reason)
  await dialog.getByRole('button', { name: 'فرستادن درخواست' }).click()
}

async function catchAct(page: Page, customer: BranchCustomer, act: ActRow): Promise<Caught> {
  await page.goto(pathOf(customer))
  await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible()
  return await catchAction(page, async () => {
    if (act.folded) await page.getByLabel(/کارهای دیگر برای رمز دوم/).click()
    await page.getByRole('button', { name: act.button, exact: true }).locator('visible=true').first().click()
    await fillAct(page, { reason, submit: act.submit, ...(!act.withoutProof && { proof }) })
  })
}

/** How often the customer's own timeline tells of the act, as somebody reads it who may. */
async function countTold(page: Page, customer: BranchCustomer, told: string): Promise<number> {
  await page.goto(`${pathOf(customer)}?kind=staff`)
  const entries = page.getByRole('list', { name: 'آنچه گذشته است' }).getByRole('listitem')
  await expect(entries.first()).toBeVisible()
  return await entries.filter({ hasText: told }).filter({ hasText: reason }).count()
}

async function issueToken(customer: BranchCustomer, desk: Page): Promise<void> {
  await desk.goto(pathOf(customer))
  await desk.getByRole('button', { name: reissue.button }).first().click()
  await fillAct(desk, { reason: 'برای چاپ دوباره', proof, submit: reissue.submit })
  await expect(desk.getByRole('region', { name: 'رسید توکن فعال‌سازی برنامک' })).toBeVisible()
}

async function setGuard({ cardId }: BranchCustomer, change: string): Promise<void> {
  await asOwner(`UPDATE guard SET ${change} WHERE card_id = $1 AND pin_kind = 'second'`, [cardId])
}

/** Figures as a machine writes them, whatever the page writes. */
