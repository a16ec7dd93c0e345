import type { Browser, Locator, Page } from '@playwright/test'
import { asOwner, type BranchCustomer, takeAppCustomer } from '../steps/records.ts'
import { ask, spoken } from '../steps/second-person.ts'
import { openPageAs, type Staff } from '../steps/staff-sessions.ts'

/**
 * `who`: null for pages that need nobody. `find`: typed into the page's search before the picture. `promises`: what makes
 * the picture worth taking, in either language.
 */
export type Screen = {
  name: string
  who: Staff | null
  path: string
  promises: (page: Page) => Locator[]
  find?: string
  isPersianOnly?: true
}

/** What is folded, or moved out of sight on a phone, keeps no promise. */
const seen = (locator: Locator): Locator => locator.filter({ visible: true })
const inMain = (selector: string) => (page: Page) => [seen(page.locator('main').locator(selector))]
/** A list with something on it: the head and three rows. */
const aList = inMain('tbody tr:nth-child(3)')
const aForm = (page: Page): Locator[] => [seen(page.locator('form [type=submit]'))]
const all =
  (...parts: Screen['promises'][]) =>
  (page: Page) =>
    parts.flatMap((part) => part(page))
const aHeading = inMain('h1')
const aTimeline = inMain('ol li:nth-child(3)')
const aPanelBeside = inMain('article')

// What a customer sees has no English.
const isPersianOnly = true

/** Every screen with something on it, as the demo's staff would meet it. */
export async function prepareScreens(browser: Browser): Promise<Screen[]> {
  const asked = await askForApproval(browser)
  const one = async (text: string): Promise<string> => (await asOwner<{ id: string }>(text))[0]?.id ?? ''
  const customer = await one(
    `SELECT k.id FROM customer k JOIN branch b ON b.id = k.branch_id AND b.code = '0101'
     JOIN card c ON c.customer_id = k.id JOIN enrollment e ON e.card_id = c.id
     JOIN activation_token a ON a.enrollment_id = e.id AND a.issued_at > now() - interval '7 days'
     JOIN verification v ON v.customer_id = k.id AND v.reason <> 'accepted'
     WHERE 2 = (SELECT count(*) FROM card o WHERE o.customer_id = k.id)
     GROUP BY k.id ORDER BY max(v.at) DESC LIMIT 1`,
  )
  const changed = await one(`SELECT id FROM verification WHERE reason = 'amount_mismatch' ORDER BY at DESC LIMIT 1`)
  const lost = await asOwner<{ id: string; owner: string }>(
    `SELECT id, customer_id AS owner FROM sms_message WHERE state = 'failed' AND template = 'otp' ORDER BY at DESC LIMIT 1`,
  )
  const complaint = await one(`SELECT id FROM complaint WHERE kind = 'not_me' LIMIT 1`)
  return [
    { name: 'sign-in', who: null, path: '/login', promises: aForm },
    { name: 'home', who: 'fraud1', path: '/', promises: aList },
    {
      name: 'find',
      who: 'support1',
      path: '/customers',
      promises: inMain('table'),
      find: 'دیروز، دیجی‌کالا',
    },
    { name: 'customer', who: 'clerk1', path: `/customers/${customer}`, promises: all(aHeading, aTimeline) },
    {
      name: 'customer-with-request',
      who: 'fraud1',
      path: `/customers/${asked.customerId}`,
      promises: all(aHeading, aTimeline),
    },
    { name: 'verdict', who: 'fraud1', path: `/verifications/${changed}`, promises: aHeading },
    {
      name: 'verdict-of-sms',
      who: 'support1',
      path: `/customers/${lost[0]?.owner}/events/${lost[0]?.id}`,
      promises: aHeading,
    },
    { name: 'statement', who: 'clerk1', path: `/customers/${customer}/statement`, promises: all(aHeading, aList) },
    { name: 'log', who: 'fraud1', path: '/verifications?range=month', promises: aList },
    {
      name: 'log-with-verdict',
      who: 'fraud1',
      path: `/verifications?range=month&outcome=rejected&open=${changed}`,
      // On a phone the verdict takes the list's place.
      promises: aPanelBeside,
    },
    { name: 'complaints', who: 'support1', path: '/complaints', promises: aList },
    { name: 'complaint', who: 'support1', path: `/complaints/${complaint}`, promises: all(aHeading, aForm) },
    { name: 'approvals', who: 'fraud1', path: '/approvals', promises: aHeading },
    { name: 'lists', who: 'fraud1', path: '/lists/locked', promises: aHeading },
    { name: 'audit', who: 'auditor1', path: '/audit', promises: aList },
    { name: 'policy', who: 'admin1', path: '/settings/policy', promises: all(aHeading, inMain('dl')) },
    { name: 'catalogue', who: 'admin1', path: '/settings/catalogue', promises: all(aHeading, aList) },
    {
      name: 'wording',
      who: 'admin1',
      path: '/settings/catalogue/code_expired',
      promises: all(aHeading, inMain('textarea')),
    },
    { name: 'channels', who: 'admin1', path: '/settings', promises: aList },
    { name: 'staff', who: 'admin1', path: '/settings/staff', promises: aList },
    { name: 'me', who: 'clerk1', path: '/me', promises: aHeading },
    { name: 'simulators', who: null, path: '/simulators', promises: inMain('ul li:nth-child(4)') },
    { name: 'atm', who: null, path: '/simulators/atm', promises: inMain('form [type=submit]'), isPersianOnly },
    { name: 'payment', who: null, path: '/simulators/payment', promises: inMain('form button'), isPersianOnly },
    { name: 'rima', who: null, path: '/rima', promises: all(aHeading, inMain('button')), isPersianOnly },
    { name: 'rima-help', who: null, path: '/rima/help', promises: inMain('table tr:nth-child(2)'), isPersianOnly },
  ]
}

async function askForApproval(browser: Browser): Promise<BranchCustomer> {
  const customer = await takeAppCustomer()
  const desk = await openPageAs(browser, 'support1')
  await desk.goto(`/customers/${customer.customerId}`)
  await ask(desk, { button: 'غیرفعال‌سازی…', reason: 'گوشی را در تاکسی جا گذاشته است', proof: spoken })
  await desk.getByText('در انتظار تأیید دوم').first().waitFor()
  return customer
}
