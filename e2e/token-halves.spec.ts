import { type Browser, expect, type Page } from '@playwright/test'
import { awaitCode } from '#tests/harness/outbox.ts'
import { listRoutes } from './steps/list-routes.ts'
import { asOwner, type BranchCustomer, takeAppCustomer } from './steps/records.ts'
import { type Caught, catchAction, replayAs } from './steps/replay.ts'
import { fillAct } from './steps/staff.ts'
import { type Answer, askAs, dataOnly, openPageAs, type Staff, staff } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

// What the customer's own phone and app show is theirs; everything else that this system serves is staff's.
const forCustomers = /^\/(login|rima|simulators)(\/|$)/
const proof = 'کارت ملی، در شعبه'

type Halves = { receipt: string; sms: string }
type Seen = { who: Staff; where: string; text: string }

test('no member of staff sees both halves of a token, on any page, by any act, in any export', async ({ browser }) => {
  test.setTimeout(600_000)
  const customer = await takeAppCustomer()
  const clerk = await openPageAs(browser, 'clerk1')
  const acts = [await catchReissue(clerk, customer)]
  const issued = await replayAs('clerk1', acts[0] as Caught)
  // The slip prints it in two groups.
  const receipt = (/"([0-9A-Z]{4})"," ","([0-9A-Z]{4})"/.exec(issued.text) ?? []).slice(1).join('')
  const mobile = customer.mobile.replace(/^0/, '+98')
  const sms = await awaitCode(process.env.E2E_DATA_DIR ?? '', { to: mobile, template: 'activation_token' })
  expect(sms).toMatch(/^[0-9A-Z]{12}$/)
  const halves = { receipt, sms }
  expect(halves.receipt, 'the clerk at the counter hands over the receipt half').toMatch(/^[0-9A-Z]{8}$/)
  acts.push(await catchReprint(clerk, customer), ...(await catchSearches(browser, halves)))

  const seen: Seen[] = [{ who: 'clerk1', where: 'reissue', text: issued.text }]
  const { byRoute, more } = await findAddresses(customer)
  const paths = listRoutes().filter((each) => !forCustomers.test(each))
  const read = async (who: Staff): Promise<void> => {
    const note = async (where: string, answer: Promise<Answer>): Promise<void> => {
      const { status, text } = await answer
      expect(status, where).toBeLessThan(500)
      seen.push({ who, where, text })
    }
    for (const route of paths) {
      const path = byRoute[route] ?? route
      expect(path, `an address for ${route}`).not.toContain('[')
      for (const headers of [{}, dataOnly]) await note(path, askAs(who, path, { headers }))
    }
    for (const path of [...more, `/verifications/live?customer=${customer.customerId}`])
      await note(path, askAs(who, path))
    for (const path of ['/verifications/export', '/audit/export']) {
      const body = new URLSearchParams({ reason_given: 'پرسش بازرس' })
      await note(path, askAs(who, path, { method: 'POST', body }))
    }
  }
  await Promise.all(staff.map(read))
  for (const who of staff) {
    for (const [place, act] of acts.entries())
      seen.push({ who, where: `act ${place}`, text: (await replayAs(who, act)).text })
  }

  expect(holds(`<b>${halves.sms.slice(0, 4)}</b> <b>${halves.sms.slice(4)}</b>`, halves.sms), 'it would be seen').toBe(
    true,
  )
  expect(namesOf(seen.filter(({ text }) => holds(text, halves.sms)))).toEqual([])
  const withReceipt = seen.filter(({ text }) => holds(text, halves.receipt))
  expect(withReceipt.length).toBeGreaterThan(0)
  expect(namesOf(withReceipt.filter(({ who, where }) => who !== 'clerk1' || !/^(reissue|act)/.test(where)))).toEqual([])
})

const namesOf = (seen: readonly Seen[]): string[] => seen.map(({ who, where }) => `${who} at ${where}`)

/** However a page groups or wraps it: letters and figures alone are compared. */
function holds(text: string, half: string): boolean {
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/[^0-9A-Z]/g, '')
    .includes(half)
}

async function catchReissue(page: Page, customer: BranchCustomer): Promise<Caught> {
  await page.goto(`/customers/${customer.customerId}`)
  return await catchAction(page, async () => {
    await page.getByRole('button', { name: 'صدور دوبارهٔ توکن' }).locator('visible=true').first().click()
    await fillAct(page, { reason: 'گوشی مشتری عوض شده است', submit: 'صدور توکن', proof })
  })
}

async function catchReprint(page: Page, customer: BranchCustomer): Promise<Caught> {
  await page.goto(`/customers/${customer.customerId}`)
  return await catchAction(page, async () => {
    await page.getByRole('button', { name: 'چاپ دوبارهٔ رسید' }).locator('visible=true').first().click()
    await fillAct(page, { reason: 'رسید خراب چاپ شد', submit: 'نمایش و چاپ' })
  })
}

/** Each half typed into the box that finds everything. */
async function catchSearches(browser: Browser, { receipt, sms }: Halves): Promise<Caught[]> {
  const page = await openPageAs(browser, 'support1')
  const caught: Caught[] = []
  for (const typed of [receipt.slice(0, 4), sms.slice(0, 6)]) {
    await page.goto('/customers')
    const search = async (): Promise<void> => {
      await page.getByLabel('هرچه از مشتری می‌دانید').fill(typed)
      await page.getByRole('button', { name: 'بگرد', exact: true }).click()
    }
    caught.push(await catchAction(page, search))
  }
  return caught
}

type Addresses = { byRoute: Record<string, string>; more: string[] }

/** Where the pages of one record are: this customer's, for all who look. */
async function findAddresses({ customerId }: BranchCustomer): Promise<Addresses> {
  const one = async (text: string): Promise<string> => (await asOwner<{ id: string }>(text, [customerId]))[0]?.id ?? ''
  const verification = await one('SELECT id FROM verification WHERE customer_id = $1 ORDER BY at DESC LIMIT 1')
  const event = await one('SELECT id FROM audit_event WHERE customer_id = $1 ORDER BY at DESC LIMIT 1')
  const sms = await one(
    `SELECT id FROM sms_message WHERE customer_id = $1 AND template = 'activation_token' ORDER BY at DESC LIMIT 1`,
  )
  const complaint = await one('SELECT id FROM complaint WHERE $1::uuid IS NOT NULL LIMIT 1')
  const record = `/customers/${customerId}`
  const byRoute = {
    '/customers/[customerId]': record,
    '/customers/[customerId]/events/[eventId]': `${record}/events/${event}`,
    '/customers/[customerId]/statement': `${record}/statement`,
    '/verifications/[verificationId]': `/verifications/${verification}`,
    '/complaints/[complaintId]': `/complaints/${complaint}`,
    '/settings/catalogue/[reason]': '/settings/catalogue/token_superseded',
    '/lists/[state]': '/lists/pending',
  }
  const ofKinds = ['staff', 'sms', 'app', 'atm'].map((kind) => `${record}?kind=${kind}`)
  return { byRoute, more: [...ofKinds, `${record}/events/${sms}`, '/approvals?tab=decided', '/audit?range=month'] }
}
