import type { Browser } from '@playwright/test'
import { asOwner, type BranchCustomer, takeAppCustomer } from '../steps/records.ts'
import { ask, spoken } from '../steps/second-person.ts'
import { openPageAs, type Staff } from '../steps/staff-sessions.ts'

/** `who`: null for pages that need nobody. `find`: typed into the page's search before the picture. */
export type Screen = { name: string; who: Staff | null; path: string; find?: string; isPersianOnly?: true }

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
    { name: 'sign-in', who: null, path: '/login' },
    { name: 'home', who: 'fraud1', path: '/' },
    { name: 'find', who: 'support1', path: '/customers', find: 'دیروز، دیجی‌کالا' },
    { name: 'customer', who: 'clerk1', path: `/customers/${customer}` },
    { name: 'customer-with-request', who: 'fraud1', path: `/customers/${asked.customerId}` },
    { name: 'verdict', who: 'fraud1', path: `/verifications/${changed}` },
    { name: 'verdict-of-sms', who: 'support1', path: `/customers/${lost[0]?.owner}/events/${lost[0]?.id}` },
    { name: 'statement', who: 'clerk1', path: `/customers/${customer}/statement` },
    { name: 'log', who: 'fraud1', path: '/verifications?range=month' },
    { name: 'log-with-verdict', who: 'fraud1', path: `/verifications?range=month&outcome=rejected&open=${changed}` },
    { name: 'complaints', who: 'support1', path: '/complaints' },
    { name: 'complaint', who: 'support1', path: `/complaints/${complaint}` },
    { name: 'approvals', who: 'fraud1', path: '/approvals' },
    { name: 'lists', who: 'fraud1', path: '/lists/locked' },
    { name: 'audit', who: 'auditor1', path: '/audit' },
    { name: 'policy', who: 'admin1', path: '/settings/policy' },
    { name: 'catalogue', who: 'admin1', path: '/settings/catalogue' },
    { name: 'wording', who: 'admin1', path: '/settings/catalogue/code_expired' },
    { name: 'channels', who: 'admin1', path: '/settings' },
    { name: 'staff', who: 'admin1', path: '/settings/staff' },
    { name: 'me', who: 'clerk1', path: '/me' },
    { name: 'simulators', who: null, path: '/simulators' },
    { name: 'atm', who: null, path: '/simulators/atm', isPersianOnly },
    { name: 'payment', who: null, path: '/simulators/payment', isPersianOnly },
    { name: 'rima', who: null, path: '/rima', isPersianOnly },
    { name: 'rima-help', who: null, path: '/rima/help', isPersianOnly },
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
