import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { openPageAs } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

test('a form says what it misses in the page’s language, whatever the browser’s, and takes it once it is there', async ({
  browser,
}) => {
  const admin = await openPageAs(browser, 'admin1')
  await admin.goto('/settings')
  await admin.getByRole('button', { name: 'کانال تازه…' }).click()
  const dialog = admin.getByRole('dialog')
  const [id, name] = [dialog.getByLabel('شناسه'), dialog.getByLabel('نام', { exact: true })]
  const send = dialog.getByRole('button', { name: 'فرستادن درخواست' })
  const said = (field: typeof id) => field.evaluate((input: HTMLInputElement) => input.validationMessage)
  await id.fill('نه این')
  await send.click()
  expect(await said(id)).toContain('به این شکل پذیرفته نیست')
  expect(await said(name)).toBe('این را بنویسید.')
  const taken = `words-${randomUUID().slice(0, 8)}`
  await id.fill(taken)
  await name.fill('کانال آزمون')
  await dialog.getByLabel('دلیل').fill('درگاه تازه')
  const [key, sources] = [dialog.getByLabel('کلید عمومیِ دارندهٔ سامانه'), dialog.getByLabel('نشانی‌ها')]

  await test.step('a wrong key and a wrong address are named, and nothing that was typed is lost', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    await sources.fill('192.0.2.7/24')
    await key.fill(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
    await send.click()
    await expect(dialog.getByRole('alert')).toContainText('کلید خصوصی')
    await key.fill(publicKey.export({ format: 'pem', type: 'spki' }).toString())
    await send.click()
    await expect(dialog.getByRole('alert')).toContainText('192.0.2.0/24')
    for (const [field, kept] of [
      [id, taken],
      [name, 'کانال آزمون'],
      [sources, '192.0.2.7/24'],
    ] as const)
      await expect(field).toHaveValue(kept)
    await sources.fill('192.0.2.0/24')
    await send.click()
    await expect(dialog).toHaveCount(0)
    await expect(admin.getByText('درخواست فرستاده شد و منتظر مدیر دیگر است.')).toBeVisible()
  })
})
