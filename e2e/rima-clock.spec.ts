import { type BrowserContext, expect, type Page } from '@playwright/test'
import { takePersona, takeToken } from './steps/atm.ts'
import { persona } from './steps/demo.ts'
import { openPhone } from './steps/phone.ts'
import { APP_PASSWORD, awaitTokenSms, readAppCode, registerApp, typeToken } from './steps/rima.ts'
import { test } from './steps/test.ts'

const unsure = 'اینترنت ندارم؛ رمز نامطمئن را نشان بده'

/** The phone's clock is `window.turned` milliseconds off from the start; the monotonic one goes on by itself. */
async function turnClock(context: BrowserContext, byMs: number): Promise<void> {
  await context.addInitScript((offBy) => {
    const kept = Number(localStorage.getItem('turned') ?? offBy)
    const at = window as unknown as { turned: number }
    at.turned = kept
    const Real = Date
    const now = () => Real.now() + at.turned
    globalThis.Date = new Proxy(Real, {
      construct: (target, args) => (args.length === 0 ? new target(now()) : Reflect.construct(target, args)),
      get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    })
  }, byMs)
}

const setTo = (app: Page, byMs: number) =>
  app.evaluate((ms) => {
    localStorage.setItem('turned', String(ms))
    ;(window as unknown as { turned: number }).turned = ms
  }, byMs)

/** What a browser tells a page when its screen goes dark, and when it is lit again. */
const show = (app: Page, isShown: boolean) =>
  app.evaluate((shown) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !shown })
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (shown ? 'visible' : 'hidden'),
    })
    document.dispatchEvent(new Event('visibilitychange'))
    return document.querySelector('[role=group][aria-label^="رمز پویای"]')?.textContent ?? null
  }, isShown)

async function unlock(app: Page): Promise<void> {
  await app.getByLabel('رمز برنامک').fill(APP_PASSWORD)
  await app.getByRole('button', { name: 'باز کردن' }).click()
}

test('a clock that was fast and is put right without a network, a sleep, and codes that are read sign by sign', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const who = persona('unenrolled-38')
  const hands = await browser.newContext()
  const [atm, phone] = await Promise.all([hands.newPage(), hands.newPage()])
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  await turnClock(context, 240_000)
  const app = await context.newPage()
  await takePersona(atm, who.persona)
  await openPhone(phone)
  await registerApp(app, phone, who.localMobile)
  let receiptPart = ''
  const { code } = await awaitTokenSms(phone, async () => {
    receiptPart = await takeToken(atm, 'دوم', who.localMobile)
  })
  await typeToken(app, receiptPart, code)

  await test.step('a reader is told the digits one by one', async () => {
    const digits = await readAppCode(app)
    const spelt = await app
      .getByRole('group', { name: /^رمز پویای/ })
      .getByRole('img')
      .getAttribute('aria-label')
    expect(spelt).toMatch(/^\d( \d){4,7}$/)
    expect(digits).toMatch(/^\d{5,8}$/)
    await expect(app.getByText('ساعت گوشی ۴ دقیقه با بانک فرق دارد', { exact: false })).toBeVisible()
    await expect(app.getByText('مرورگر قول نداده است', { exact: false })).toBeVisible()
  })

  await test.step('out of sight no code stands, and back in sight none of before', async () => {
    expect(await show(app, false)).toBeNull()
    await expect(app.getByText('رمز تازه می‌شود…')).toBeVisible()
    const before = await app.getByRole('timer').textContent()
    expect(await show(app, true)).toBeNull()
    expect(before).toBe('رمز تازه می‌شود…')
    await readAppCode(app)
  })

  await test.step('put right without a network, it is noticed, and no code is shown as a good one', async () => {
    await context.setOffline(true)
    await setTo(app, 0)
    await expect(app.getByRole('alert').filter({ hasText: 'ساعت گوشی عوض شده است' })).toBeVisible()
    await expect(app.getByRole('group', { name: /^رمز پویای/ })).toBeHidden()
    await app.getByRole('button', { name: 'گرفتن ساعت از بانک' }).click()
    await expect(app.getByText('به سامانهٔ بانک نرسیدیم', { exact: false })).toBeVisible()
    await app.getByRole('button', { name: unsure }).click()
    await expect(app.getByText('فقط با ساعت خود گوشی ساخته شده', { exact: false })).toBeVisible()
    await readAppCode(app)
  })

  await test.step('it is still said after a new start, and over as soon as the bank has been asked', async () => {
    await app.reload()
    await unlock(app)
    await expect(app.getByRole('alert').filter({ hasText: 'ساعت گوشی عوض شده است' })).toBeVisible()
    await context.setOffline(false)
    // It may be gone by then: the app asks by itself as soon as there is a network.
    await app
      .getByRole('button', { name: 'گرفتن ساعت از بانک' })
      .click({ timeout: 1_000 })
      .catch(() => undefined)
    await expect(app.getByText('ساعت گوشی عوض شده است')).toBeHidden()
    await readAppCode(app)
  })

  await test.step('the list of phones, once read, can be read again', async () => {
    await app.getByRole('button', { name: 'گوشی‌ها و غیرفعال کردن' }).click()
    await expect(app.getByRole('button', { name: 'تازه کردن فهرست' })).toBeEnabled()
  })
})
