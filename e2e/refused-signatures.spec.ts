import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { signTestRequest } from '../tests/harness/sign-test-request.ts'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

const path = '/v1/sms/delivery-reports'
const body = '{"requestId":"refused","reports":[]}'

function demoSecret(id: string): Buffer {
  const clients = JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? '', 'demo-clients.json'), 'utf8'))
  return Buffer.from(clients[id].secret, 'base64url')
}

async function send(signer: { keyId: string; secret: Buffer }, bytes = body): Promise<string> {
  const headers = { 'content-type': 'application/json', ...signTestRequest(signer, { method: 'POST', path, body }) }
  const answer = await fetch(`${process.env.E2E_CHANNEL_URL}${path}`, { method: 'POST', body: bytes, headers })
  return `${answer.status} ${await answer.text()}`
}

test('who calls is told one thing; an administrator and an auditor see why, of each client and of unknown keys', async ({
  browser,
}) => {
  const keyId = 'sms-demo'
  const answers = [
    await send({ keyId, secret: randomBytes(32) }),
    await send({ keyId, secret: demoSecret(keyId) }, `${body} `),
    await send({ keyId: 'sms-dmeo', secret: demoSecret(keyId) }),
  ]
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toMatch(/^401 /)
  for (const who of ['admin1', 'auditor1'] as const) {
    const page = await openPageAs(browser, who)
    const rows = page.getByRole('table', { name: 'آخرین درخواست‌هایی' }).getByRole('row')
    await expect(async () => {
      await page.goto('/settings')
      await expect(rows.filter({ hasText: 'sms-dmeo' })).toContainText('شناسهٔ کلید شناخته نشد', { timeout: 1_000 })
    }).toPass({ timeout: 15_000 })
    await page.getByRole('row').filter({ hasText: keyId }).getByRole('link', { name: /بار/ }).click()
    await expect(page.getByRole('heading', { name: /امضاهای ردشدهٔ/ })).toBeVisible()
    await expect(rows.filter({ hasText: 'امضا با کلید این کانال جور نبود' })).toHaveCount(1)
    await expect(rows.filter({ hasText: 'چکیده با تنهٔ درخواست جور نبود' })).toHaveCount(1)
    await expect(rows.filter({ hasText: 'sms-dmeo' })).toHaveCount(0)
  }
})
