import { expect, type Page } from '@playwright/test'
import { insertCard, press, takePersona } from './steps/atm.ts'
import { persona } from './steps/demo.ts'
import { listRoutes } from './steps/list-routes.ts'
import { askForCode, openPayment, pay } from './steps/payment.ts'
import { awaitSms, openPhone } from './steps/phone.ts'
import { asOwner } from './steps/records.ts'
import { runAxe, runAxeInBothLights } from './steps/run-axe.ts'
import { openCustomer, signIn } from './steps/staff.ts'
import { test } from './steps/test.ts'

const languages = ['fa', 'en'] as const
const forEverybody = /^\/(login|rima|simulators)(\/|$)/

test('axe finds nothing on any page, in both languages, light and dark', async ({ browser, baseURL }) => {
  test.setTimeout(900_000)
  // The tool is put into the page, which the page's own policy rightly forbids.
  const options = { bypassCSP: true, reducedMotion: 'reduce' } as const
  const openPage = async (): Promise<Page> => await (await browser.newContext(options)).newPage()
  const [analyst, auditor, visitor, admin] = [await openPage(), await openPage(), await openPage(), await openPage()]
  await signIn(analyst, 'fraud1')
  await signIn(auditor, 'auditor1')
  await signIn(admin, 'admin1')
  await takePersona(visitor, 'app-active')
  const addresses = await findAddresses(analyst)

  const found: string[] = []
  for (const route of listRoutes()) {
    const page = pageOf(route, { analyst, auditor, visitor, admin })
    const address = addresses[route] ?? route
    expect(address, `an address for ${route}`).not.toContain('[')
    for (const locale of languages) {
      const violations = await examine(page, { address, locale, baseURL: baseURL ?? '' })
      found.push(...violations.map((violation) => `${route} ${locale} ${violation}`))
    }
  }
  expect(found).toEqual([])
})

test('axe finds nothing on the machines while they are used, light and dark', async ({ browser }) => {
  const hands = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
  const [page, phone] = await Promise.all([hands.newPage(), hands.newPage()])
  await takePersona(page, 'unenrolled-35')
  await insertCard(page)
  expect(await runAxeInBothLights(page)).toEqual([])
  await press(page, 'رمز پویا')
  await press(page, 'بله، رمز پویا با پیامک بیاید')
  await expect(page.getByRole('region', { name: 'رسید خودپرداز' })).toBeVisible()
  expect(await runAxeInBothLights(page)).toEqual([])
  await insertCard(page)
  await press(page, 'عملیات رمز')
  await press(page, 'فعال‌سازی رمز یک‌بارمصرف دوم')
  expect(await runAxeInBothLights(page)).toEqual([])
  await openPayment(page, '150000')
  await openPhone(phone)
  const { code } = await awaitSms(phone, { says: 'رمز پویای', after: () => askForCode(page) })
  expect(await runAxeInBothLights(phone)).toEqual([])
  await expect(await pay(page, code)).toContainText('پرداخت انجام شد')
  expect(await runAxeInBothLights(page)).toEqual([])
  await expect(await pay(page, code)).toContainText('رمز درست نیست')
  expect(await runAxeInBothLights(page)).toEqual([])
})

test('axe would have found a picture without words and a field without a name', async ({ browser }) => {
  const page = await (await browser.newContext({ bypassCSP: true })).newPage()
  await page.goto('/login')
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<img src="data:,"><input>'))
  expect((await runAxe(page)).map(({ id }) => id)).toEqual(expect.arrayContaining(['image-alt', 'label']))
})

type Who = Record<'analyst' | 'auditor' | 'visitor' | 'admin', Page>

function pageOf(route: string, who: Who): Page {
  if (forEverybody.test(route)) return who.visitor
  if (route.startsWith('/audit')) return who.auditor
  return route.startsWith('/settings') ? who.admin : who.analyst
}

/** Where the pages of one record are: a customer with everything, a verification, a complaint. */
async function findAddresses(desk: Page): Promise<Record<string, string>> {
  const { localMobile, name } = persona('app-active')
  await openCustomer(desk, localMobile, name)
  const customer = new URL(desk.url()).pathname
  const verification = await firstLink(desk, '/verifications', /^\/verifications\/[0-9a-f-]{36}$/)
  const complaint = await firstLink(desk, '/complaints', /^\/complaints\/[0-9a-f-]{36}$/)
  return {
    '/complaints/[complaintId]': complaint,
    '/customers/[customerId]': customer,
    '/customers/[customerId]/events/[eventId]': await findEvent(),
    '/customers/[customerId]/statement': `${customer}/statement`,
    '/settings/catalogue/[reason]': '/settings/catalogue/enrollment_locked',
    '/verifications/[verificationId]': verification,
    '/lists/[state]': '/lists/locked',
  }
}

/** An SMS that did not reach its customer. */
async function findEvent(): Promise<string> {
  const [event] = await asOwner<{ customerId: string; id: string }>(
    `SELECT customer_id AS "customerId", id FROM sms_message WHERE state = 'failed' AND customer_id IS NOT NULL LIMIT 1`,
  )
  return `/customers/${event?.customerId}/events/${event?.id}`
}

/** The address of the first row's record, whether its link names the record or opens it beside the list. */
async function firstLink(page: Page, list: string, pattern: RegExp): Promise<string> {
  await page.goto(list)
  const link = page.getByRole('row').nth(1).getByRole('link').first()
  const href = new URL((await link.getAttribute('href')) ?? '', page.url())
  const open = href.searchParams.get('open')
  const address = open ? `${list}/${open}` : href.pathname
  expect(address).toMatch(pattern)
  return address
}

type Look = { address: string; locale: string; baseURL: string }

async function examine(page: Page, { address, locale, baseURL }: Look): Promise<string[]> {
  const choose = (theme: string): Promise<void> =>
    page.context().addCookies([
      { name: 'locale', value: locale, url: baseURL },
      { name: 'theme', value: theme, url: baseURL },
    ])
  await choose('dark')
  const chosen = await page.context().request.get(address)
  expect(await chosen.text(), address).toMatch(/<html [^>]*data-theme="dark"/)
  await choose('light')
  const answer = await page.goto(address)
  expect(answer?.status(), address).toBe(200)
  expect(new URL(page.url()).pathname, 'no page sends the reader away').toBe(address)
  await expect(page.getByRole('heading').first()).toBeAttached()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  const violations = await runAxeInBothLights(page)
  return violations.map(({ theme, id, help, targets }) => `${theme}: ${id} (${help}) ${targets.join(' | ')}`)
}
