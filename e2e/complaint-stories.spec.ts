import { type Browser, expect, type Page } from '@playwright/test'
import type { Reason } from '../domain/reason/reason.ts'
import complaints from '../messages/complaints.fa.json' with { type: 'json' }
import reasons from '../messages/reasons.fa.json' with { type: 'json' }
import { persianDigits } from './steps/demo.ts'
import { meetTroubles, type Trouble } from './steps/meet-troubles.ts'
import { asOwner } from './steps/records.ts'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

const CLICKS_MAX = 2
let met: Record<Trouble, string>

test.beforeAll(async () => {
  test.setTimeout(180_000)
  met = await meetTroubles()
})

type Desk = { page: Page; click: (name: string | RegExp) => Promise<void>; clicks: () => number }

/** A desk that has just been asked, and counts every click from there on. */
async function search(browser: Browser, typed: string): Promise<Desk> {
  const page = await openPageAs(browser, 'support1')
  await page.goto('/customers')
  await page.getByLabel('هرچه از مشتری می‌دانید').fill(typed)
  await page.keyboard.press('Enter')
  let clicks = 0
  const click = async (name: string | RegExp): Promise<void> => {
    clicks += 1
    // A row of payments is one link, named by its time.
    const row = page.getByRole('row').filter({ hasText: name }).getByRole('link')
    await page.getByRole('link', { name }).or(row).first().click()
  }
  return { page, click, clicks: () => clicks }
}

const local = (mobile: string): string => persianDigits(mobile.replace('+98', '0'))
const newestWhy = /^(چرا|دلیل)/

async function expectReason(page: Page, reason: Reason): Promise<void> {
  const { title } = reasons[reason as keyof typeof reasons] as { title: string }
  await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'حالا چه کنیم' })).toBeVisible()
}

type Story = {
  says: string
  /** What the operator types of it. */
  typed: () => string | Promise<string>
  /** What is clicked from the answer of the search on, in order. */
  clicks: readonly (string | RegExp)[]
  reason: Reason
}

const ofTrouble =
  (trouble: Trouble): (() => string) =>
  () =>
    local(met[trouble])

/** A demo customer of whom that is the newest thing that went wrong, as the database remembers it. */
async function findMobile(newest: string): Promise<string> {
  const [found] = await asOwner<{ mobile: string }>(
    `SELECT k.mobile FROM customer k JOIN LATERAL (${newest}) incident ON true
     WHERE 1 = (SELECT count(*) FROM customer o WHERE o.mobile = k.mobile) ORDER BY incident.at DESC LIMIT 1`,
  )
  if (!found) throw new Error('the demo has nobody of whom that is true')
  return local(found.mobile)
}

const lateSms = `SELECT v.at FROM verification v JOIN otp_request r ON r.id = v.otp_request_id
  JOIN sms_message m ON m.id = r.sms_message_id WHERE v.customer_id = k.id AND v.reason = 'code_expired'
    AND m.ended_at > m.at + interval '60 s' AND NOT EXISTS (SELECT FROM sms_message l WHERE l.customer_id = k.id AND l.at > v.at)
    AND NOT EXISTS (SELECT FROM verification l WHERE l.customer_id = k.id AND l.at > v.at) LIMIT 1`
const lostSms = `SELECT m.at FROM sms_message m WHERE m.customer_id = k.id AND m.template = 'otp' AND m.state = 'failed'
    AND NOT EXISTS (SELECT FROM verification l WHERE l.customer_id = k.id AND l.at > m.at)
    AND NOT EXISTS (SELECT FROM sms_message l WHERE l.customer_id = k.id AND l.at > m.at) LIMIT 1`

const stories: readonly Story[] = [
  {
    says: 'پیامک رمز دیر آمد؛ تا واردش کردم گفت رمز درست نیست.',
    typed: () => findMobile(lateSms),
    clicks: [newestWhy],
    reason: 'code_expired',
  },
  {
    says: 'دکمه را زدم و هیچ پیامکی نیامد.',
    typed: () => findMobile(lostSms),
    clicks: [newestWhy],
    reason: 'sms_failed',
  },
  {
    says: 'امروز، ۴۸۷ هزار تومان، دیجی‌کالا: رمز را زدم و قبول نکرد.',
    typed: () => 'امروز، ۴۸۷ هزار تومن، دیجی‌کالا',
    clicks: [/دیجی‌کالا/],
    reason: 'amount_mismatch',
  },
  {
    says: 'همان رمزی را که گرفتم زدم و گفت اشتباه است.',
    typed: ofTrouble('codeReused'),
    clicks: [newestWhy],
    reason: 'code_already_used',
  },
  {
    says: 'رمز برنامک را در سایت زدم و قبول نکرد.',
    typed: ofTrouble('otherPin'),
    clicks: [newestWhy],
    reason: 'other_pin_kind',
  },
  {
    says: 'برنامک رمز می‌دهد، ولی هیچ جا قبولش نمی‌کنند.',
    typed: ofTrouble('clockOff'),
    clicks: [newestWhy],
    reason: 'app_code_drifted',
  },
  {
    says: 'رسید خودپرداز را در برنامک وارد می‌کنم و خطا می‌دهد.',
    typed: ofTrouble('tokenMistyped'),
    clicks: [newestWhy],
    reason: 'part_mistyped',
  },
  {
    says: 'دو بار از خودپرداز توکن گرفتم و هیچ‌کدام کار نمی‌کند.',
    typed: ofTrouble('tokenSuperseded'),
    clicks: [newestWhy],
    reason: 'token_superseded',
  },
  {
    says: 'من هیچ رمزی را اشتباه نزده‌ام، ولی می‌گوید قفل است.',
    typed: ofTrouble('lockedByOthers'),
    clicks: [newestWhy],
    reason: 'enrollment_locked',
  },
  {
    says: 'از دیروز برنامک روی گوشی‌ام کار نمی‌کند.',
    typed: ofTrouble('deviceDeactivated'),
    clicks: [newestWhy],
    reason: 'device_deactivated',
  },
]

for (const { says, typed, clicks, reason } of stories) {
  test(`«${says}» comes to its reason in two clicks at most`, async ({ browser }) => {
    const desk = await search(browser, await typed())
    for (const name of clicks) await desk.click(name)
    await expectReason(desk.page, reason)
    expect(desk.clicks()).toBeLessThanOrEqual(CLICKS_MAX)
  })
}

const questions = [
  ['برنامک به چه درد می‌خورد، وقتی باید تا خودپرداز بروم؟', 'برنامک به چه درد می‌خورد', 'app_or_sms_question'],
  ['فایل برنامک را گرفته‌ام و باز نمی‌شود.', 'فایل برنامک باز نمی‌شود', 'app_will_not_install'],
] as const

for (const [says, typed, question] of questions) {
  test(`«${says}» is answered where it was typed`, async ({ browser }) => {
    const desk = await search(browser, typed)
    await expect(desk.page.getByText(complaints.answers[question])).toBeVisible()
    await expect(desk.page.getByRole('link', { name: complaints.answers.help })).toHaveAttribute('href', '/rima/help')
    expect(desk.clicks()).toBeLessThanOrEqual(CLICKS_MAX)
  })
}

test('what somebody else’s tries closed says where they were made', async ({ browser }) => {
  const desk = await search(browser, local(met.lockedByOthers))
  await desk.click(newestWhy)
  await expect(desk.page.getByText('IND-T9').first()).toBeVisible()
})
