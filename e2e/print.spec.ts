import { writeFileSync } from 'node:fs'
import { expect, type Page, type TestInfo } from '@playwright/test'
import { asOwner, type BranchCustomer, takeAppCustomer } from './steps/records.ts'
import { fillAct } from './steps/staff.ts'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

const MILLIMETRE = 72 / 25.4
const A4 = { width: 210, height: 297 }
const SLIP = { width: 80, height: 110 }
const receiptPart = /\b[0-9A-Z]{4} [0-9A-Z]{4}\b/

test('the slip is 80 mm wide and holds the receipt part, who printed it, where and when, and nothing else of the customer', async ({
  browser,
}, info) => {
  const customer = await takeAppCustomer()
  const page = await openPageAs(browser, 'clerk1')
  await page.goto(`/customers/${customer.customerId}`)
  await page.getByRole('button', { name: 'صدور دوبارهٔ توکن' }).first().click()
  await fillAct(page, { reason: 'گوشی تازه', proof: 'کارت ملی، در شعبه', submit: 'صدور توکن' })
  const slip = page.getByRole('region', { name: 'رسید توکن فعال‌سازی برنامک' })
  await expect(slip).toContainText(receiptPart)

  const sheets = await print(page, info, 'slip')
  expect(sheets).toEqual([SLIP])
  const printed = await readPrinted(page)
  expect(printed.match(new RegExp(receiptPart, 'g')), 'one half, once').toHaveLength(1)
  expect(printed, 'the half of the SMS is twelve characters').not.toMatch(/[0-9A-Z]{4}[ -]?[0-9A-Z]{4}[ -]?[0-9A-Z]{4}/)
  const [clerk] = await asOwner<{ name: string; branch: string }>(
    `SELECT o.name, b.name AS branch FROM operator o JOIN branch b ON b.id = o.branch_id WHERE o.username = 'clerk1'`,
  )
  expect(printed).toContain(clerk?.name)
  expect(printed).toContain(clerk?.branch)
  expect(printed).toMatch(/14\d\d\/\d\d\/\d\d/)
  expectNothingWhole(printed, customer)
})

for (const locale of ['fa', 'en'] as const) {
  test(`the statement is A4 with its pages counted, masked, and without any part of a token: ${locale}`, async ({
    browser,
    baseURL,
  }, info) => {
    const customer = await takeAppCustomer()
    const page = await openPageAs(browser, 'clerk1')
    await page.context().addCookies([{ name: 'locale', value: locale, url: baseURL ?? '' }])
    await page.goto(`/customers/${customer.customerId}`)
    await page.getByRole('link', { name: locale === 'fa' ? 'صورت‌وضعیت' : 'Statement' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      locale === 'fa' ? 'صورت‌وضعیت رمز پویا' : 'Dynamic-password statement',
    )

    const sheets = await print(page, info, `statement-${locale}`)
    expect(sheets.length).toBeGreaterThan(0)
    expect(new Set(sheets.map((sheet) => JSON.stringify(sheet)))).toEqual(new Set([JSON.stringify(A4)]))
    const printed = await readPrinted(page)
    expect(printed).toContain(customer.name)
    expect(printed, 'the navigation stays on the screen').not.toContain(locale === 'fa' ? 'شبیه‌سازها' : 'Simulators')
    expect(printed).not.toMatch(receiptPart)
    expectNothingWhole(await readLatin(page.content()), customer)
    const told = await asOwner(
      `SELECT FROM audit_event WHERE customer_id = $1 AND action = 'statement.printed' AND actor_name =
         (SELECT name FROM operator WHERE username = 'clerk1')`,
      [customer.customerId],
    )
    expect(told.length, 'it is recorded who drew it').toBeGreaterThan(0)
  })
}

/** Prints as the browser would and answers the sheets' sizes in millimetres; the file is kept with the test's results. */
async function print(page: Page, info: TestInfo, name: string): Promise<{ width: number; height: number }[]> {
  const file = await page.pdf({ preferCSSPageSize: true })
  writeFileSync(info.outputPath(`${name}.pdf`), file)
  const boxes = file.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)
  const toMillimetres = (points: string | undefined): number => Math.round(Number(points) / MILLIMETRE)
  return [...boxes].map(([, width, height]) => ({ width: toMillimetres(width), height: toMillimetres(height) }))
}

/** What stands on the paper: the text that a printer's rules leave to be seen, in Latin digits. */
async function readPrinted(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' })
  // biome-ignore lint/performance/useDomNodeTextContent: what a rule hides from the printer is not on the paper
  const text = await readLatin(page.locator('body').innerText())
  await page.emulateMedia({ media: null })
  return text
}

async function readLatin(text: Promise<string>): Promise<string> {
  return (await text).replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
}

function expectNothingWhole(text: string, { nationalId, mobile }: BranchCustomer): void {
  for (const whole of [nationalId, mobile, mobile.slice(1)]) expect(text).not.toContain(whole)
  expect(text.replace(/[\s-]/g, ''), 'a whole card number').not.toMatch(/(?<!\d)507677\d{10}(?!\d)/)
}
