import { expect, type Page } from '@playwright/test'
import { operator, persianDigits, persona } from './steps/demo.ts'
import { pressOn, tabTo, typeInto } from './steps/keyboard.ts'
import { test } from './steps/test.ts'

/** The mouse is taken away: a click by any means fails the test. */
async function withoutMouse(page: Page): Promise<Page> {
  await page.addInitScript(() => {
    const refuse = (event: Event): void => {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('pointerdown', refuse, true)
    window.addEventListener('mousedown', refuse, true)
  })
  return page
}

async function signInByKeys(page: Page, username: string): Promise<void> {
  await page.goto('/login')
  await typeInto(page, page.getByLabel('نام کاربری'), username)
  await typeInto(page, page.getByLabel('گذرواژه'), operator(username).password)
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/login/)
}

test('the staff’s part of the tour needs no mouse', async ({ browser }) => {
  test.setTimeout(240_000)
  const who = persona('app-active')

  await test.step('a clerk finds the customer with the find key', async () => {
    const desk = await withoutMouse(await (await browser.newContext()).newPage())
    await signInByKeys(desk, 'clerk1')
    await desk.keyboard.press('Control+k')
    const field = desk.getByRole('dialog').getByRole('textbox')
    await expect(field).toBeFocused()
    await desk.keyboard.type(persianDigits(who.localMobile))
    await desk.keyboard.press('Enter')
    await expect(desk.getByRole('heading', { level: 1, name: who.name })).toBeVisible()

    await reissueByKeys(desk)
    await deactivateDeviceByKeys(desk)
    const timeline = desk.getByRole('list', { name: 'آنچه گذشته است' })
    await expect(timeline.getByText(/مشتری آن را در تاکسی جا گذاشت/).first()).toBeVisible()
  })

  await test.step('an analyst opens why a verification was refused', async () => {
    const desk = await withoutMouse(await (await browser.newContext()).newPage())
    await signInByKeys(desk, 'fraud1')
    await desk.goto('/verifications?outcome=rejected&range=month')
    const first = desk.getByRole('row').nth(1).getByRole('link').first()
    await pressOn(desk, first)
    await expect(desk.getByRole('heading', { name: 'حالا چه کنیم' })).toBeVisible()
  })

  await test.step('the auditor reads who did it and why', async () => {
    const desk = await withoutMouse(await (await browser.newContext()).newPage())
    await signInByKeys(desk, 'auditor1')
    await pressOn(desk, desk.getByRole('navigation').getByRole('link', { name: 'رخدادهای کاربران' }))
    await expect(desk).toHaveURL(/audit/)
    const row = desk.getByRole('row').filter({ hasText: 'دستگاه غیرفعال شد' }).filter({ hasText: who.name })
    await expect(row).toContainText('مشتری آن را در تاکسی جا گذاشت')
    await tabTo(desk, row.getByRole('link').first())
  })
})

async function reissueByKeys(desk: Page): Promise<void> {
  const row = desk
    .getByRole('row')
    .filter({ has: desk.getByRole('cell', { name: 'رمز دوم' }) })
    .first()
  await pressOn(desk, row.getByRole('button', { name: 'صدور دوبارهٔ توکن' }))
  await fillByKeys(desk, { reason: 'گوشی تازه', submit: 'صدور توکن' })
  await expect(desk.getByRole('region', { name: 'رسید توکن فعال‌سازی برنامک' })).toBeVisible()
  await desk.keyboard.press('Escape')
  await expect(desk.getByRole('dialog')).toHaveCount(0)
}

async function deactivateDeviceByKeys(desk: Page): Promise<void> {
  await pressOn(desk, desk.getByRole('button', { name: 'غیرفعال‌سازی…' }).first())
  await fillByKeys(desk, { reason: 'مشتری آن را در تاکسی جا گذاشت', submit: 'غیرفعال کردن دستگاه' })
  await expect(desk.getByText('دستگاه غیرفعال شد و به مشتری پیامک داده شد.')).toBeVisible()
}

async function fillByKeys(desk: Page, { reason, submit }: { reason: string; submit: string }): Promise<void> {
  const dialog = desk.getByRole('dialog')
  await typeInto(desk, dialog.getByLabel('دلیل'), reason)
  await tabTo(desk, dialog.getByRole('radio').first())
  // The first way of knowing the customer is taken by Space; the arrows would go on to the next.
  await desk.keyboard.press('Space')
  await pressOn(desk, dialog.getByRole('button', { name: submit }))
}
