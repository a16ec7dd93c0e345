import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { signTestRequest } from '../tests/harness/sign-test-request.ts'
import { runAxe } from './steps/run-axe.ts'
import { signIn } from './steps/staff.ts'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

const path = '/v1/sms/delivery-reports'
const folder = mkdtempSync(join(tmpdir(), 'channel-client-'))
const command = (...args: string[]): string =>
  execFileSync('node', ['scripts/tools/client-key.ts', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })

async function call(signer: { keyId: string; secret: Buffer }): Promise<number> {
  const body = JSON.stringify({ requestId: randomUUID(), reports: [] })
  const headers = { 'content-type': 'application/json', ...signTestRequest(signer, { method: 'POST', path, body }) }
  return (await fetch(`${process.env.E2E_CHANNEL_URL}${path}`, { method: 'POST', body, headers })).status
}

async function approve(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^تأیید…/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'تأیید و انجام' }).click()
  await expect(page.getByText('تأیید و انجام شد.'), name).toBeVisible()
}

test('two administrators and the machine’s owner let a client call, and bind it elsewhere', async ({ browser }) => {
  test.slow()
  const id = `sms-${randomUUID().slice(0, 8)}`
  const name = `پیامک ${id.slice(4)}`
  const [line = '', , thumbprint = ''] = command('make', join(folder, 'machine.json')).split('\n')
  const said = thumbprint.replace('thumbprint', '').trim()
  const maker = await openPageAs(browser, 'admin1')
  const checker = await (await browser.newContext()).newPage()
  await signIn(checker, 'admin2')

  await test.step('one asks', async () => {
    await maker.goto('/settings')
    await maker.getByRole('button', { name: 'کانال تازه…' }).click()
    const dialog = maker.getByRole('dialog')
    await dialog.getByLabel('شناسه').fill(id)
    await dialog.getByLabel('نام', { exact: true }).fill(name)
    await dialog.getByLabel('گونه').selectOption('sms')
    await dialog.getByLabel('کلید عمومیِ دارندهٔ سامانه').fill(line)
    await dialog.getByLabel('نشانی‌ها').fill('127.0.0.1\n۱۹۲.۰.۲.۰/۲۴')
    await dialog.getByLabel('دلیل').fill('اپراتور دوم پیامک')
    expect(await runAxe(maker)).toEqual([])
    await dialog.getByRole('button', { name: 'فرستادن درخواست' }).click()
    await expect(maker.getByText('درخواست فرستاده شد و منتظر مدیر دیگر است.')).toBeVisible()
    await expect(maker.getByRole('row').filter({ hasText: id })).toHaveCount(0)
  })

  await test.step('the other is told, compares the thumbprint and approves', async () => {
    const auditor = await openPageAs(browser, 'auditor1')
    for (const page of [auditor, checker]) {
      await page.goto('/')
      await expect(page.getByRole('main')).toContainText(`ساختن کانال: ${name}`)
    }
    const notice = checker
      .getByRole('main')
      .locator('div')
      .filter({ hasText: name, has: checker.getByRole('link') })
    await notice.last().getByRole('link').click()
    const request = checker.getByRole('region', { name: 'یک درخواست' })
    for (const shown of [id, said, '127.0.0.1/32', '192.0.2.0/24']) await expect(request).toContainText(shown)
    expect(await runAxe(checker)).toEqual([])
    await approve(checker, 'made')
  })

  const signer = await test.step('both have the sealed text, which the machine alone opens', async () => {
    await maker.goto('/settings')
    const [waiting] = [maker.locator('#handovers li').filter({ hasText: id })]
    const download = maker.waitForEvent('download')
    await waiting.getByRole('link', { name: 'دریافت فایل' }).click()
    const sealed = join(folder, (await download).suggestedFilename())
    await (await download).saveAs(sealed)
    await checker.goto('/settings')
    await expect(checker.locator('#handovers li').filter({ hasText: id }).getByRole('link')).toHaveCount(1)
    command('open', join(folder, 'machine.json'), sealed, join(folder, 'secret'))
    return { keyId: id, secret: Buffer.from(readFileSync(join(folder, 'secret'), 'utf8').trim(), 'base64url') }
  })
  expect(await call(signer)).toBe(202)
  await maker.goto('/settings')
  await expect(maker.locator('#handovers li').filter({ hasText: id })).toHaveCount(0)
  await expect(maker.getByRole('row').filter({ hasText: id }).first()).toContainText('رسید')

  await test.step('bound elsewhere it is refused, and the address is on the screen', async () => {
    await maker.getByRole('row').filter({ hasText: id }).getByRole('button', { name: 'نشانی‌ها…' }).click()
    const dialog = maker.getByRole('dialog')
    await expect(dialog.getByLabel('نشانی‌ها')).toHaveValue('127.0.0.1/32\n192.0.2.0/24')
    await dialog.getByLabel('نشانی‌ها').fill('192.0.2.0/24')
    await dialog.getByLabel('دلیل').fill('جابه‌جایی سامانه')
    await dialog.getByRole('button', { name: 'فرستادن درخواست' }).click()
    await expect(dialog).toHaveCount(0)
    await checker.goto('/approvals')
    await checker.getByRole('row').filter({ hasText: name }).getByRole('link').first().click()
    await expect(checker.getByRole('region', { name: 'یک درخواست' })).toContainText('192.0.2.0/24')
    await approve(checker, 'bound elsewhere')
    expect(await call(signer)).toBe(401)
    await expect(async () => {
      await maker.goto(`/settings?client=${id}`)
      const row = maker.getByRole('row').filter({ hasText: 'از نشانی دیگری آمد' })
      await expect(row).toContainText('127.0.0.1', { timeout: 500 })
    }).toPass({ timeout: 15_000 })
  })
})
