import { expect } from '@playwright/test'
import { asOwner } from './steps/records.ts'
import { runClient } from './steps/run-client.ts'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

// The last of the journeys by its name: for ten minutes after it every new source of this gateway is asked for a code of its own.
test('wrong codes that are spread over many cards ring on the homes of fraud desk and auditor, and stop no customer who has a code', async ({
  browser,
}) => {
  const { exitCode, stdout, said } = await runClient('spread.mjs')
  expect(exitCode, said).toBe(0)
  const { wrong, refused, customer } = JSON.parse(stdout)
  expect(wrong).toBeGreaterThan(0)
  // Wrong codes of the journeys before, through the same gateway and in the same ten minutes, count too.
  const [counted] = await asOwner<{ wrong: number }>(
    `SELECT count(*)::int AS wrong FROM verification WHERE counted AND at > now() - interval '11 min'
       AND channel_client_id = (SELECT channel_client_id FROM verification WHERE merchant_id = 'IND-SPREAD' LIMIT 1)`,
  )
  expect(counted?.wrong).toBeGreaterThanOrEqual(100)
  expect({ refused, customer }).toEqual({ refused: 1, customer: 'accepted' })
  for (const who of ['fraud1', 'auditor1'] as const) {
    const page = await openPageAs(browser, who)
    await page.goto('/')
    const alarm = page.getByRole('main').getByText('حدس پراکنده')
    await expect(alarm.first()).toBeVisible()
    await expect(page.getByText('IND-SPREAD').first()).toBeVisible()
  }
  const clerk = await openPageAs(browser, 'clerk1')
  await clerk.goto('/')
  await expect(clerk.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(clerk.getByText('حدس پراکنده')).toHaveCount(0)
})
