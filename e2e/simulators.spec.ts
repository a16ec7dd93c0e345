import { expect } from '@playwright/test'
import { enableSms, insertCard, press, takePersona, takeToken } from './steps/atm.ts'
import { persona } from './steps/demo.ts'
import { askForCode, openPayment, pay } from './steps/payment.ts'
import { awaitSms, openPhone } from './steps/phone.ts'
import { awaitTokenSms, readAppCode, registerApp, typeToken } from './steps/rima.ts'
import { test } from './steps/test.ts'

test('the ATM says in words why it refuses', async ({ page }) => {
  const refusals = [
    ['card-blocked', 'این کارت مسدود است. با شعبه تماس بگیرید.'],
    ['no-mobile', 'بانک از شما شمارهٔ همراهی ندارد. برای ثبت آن به شعبه بروید.'],
    ['not-sms-member', 'این کارت عضو پیامک بانک نیست. نخست در شعبه پیامک بانک را فعال کنید.'],
  ] as const
  for (const [name, words] of refusals) {
    await takePersona(page, name)
    await insertCard(page)
    await press(page, 'رمز پویا')
    await press(page, 'بله، رمز پویا با پیامک بیاید')
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByRole('region', { name: 'رسید خودپرداز' })).toHaveCount(0)
  }
})

test('the ATM works by its digits alone, and prints', async ({ page }) => {
  await takePersona(page, 'unenrolled-31')
  await insertCard(page)
  await page.keyboard.press('1')
  await expect(page.getByRole('heading', { name: /پیامک به شمارهٔ همراهی/ })).toBeVisible()
  await page.keyboard.press('1')
  const receipt = page.getByRole('region', { name: 'رسید خودپرداز' })
  await expect(receipt).toContainText('فعال‌سازی رمز پویای پیامکی')
  await page.keyboard.press('4')
  await page.keyboard.press('2')
  await page.keyboard.press('3')
  await page.keyboard.press('1')
  await expect(page.getByText('رمز دوم با پیامک این کارت دیگر کار نمی‌کند.')).toBeVisible()
  await expect(receipt).toContainText('غیرفعال‌سازی')
})

test('a one-time first PIN takes money out', async ({ browser }) => {
  test.setTimeout(240_000)
  const who = persona('unenrolled-32')
  const hands = await browser.newContext()
  const [atm, phone] = await Promise.all([hands.newPage(), hands.newPage()])
  const app = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await takePersona(atm, who.persona)
  await openPhone(phone)
  await registerApp(app, phone, who.localMobile)
  let receiptPart = ''
  const { code } = await awaitTokenSms(phone, async () => {
    receiptPart = await takeToken(atm, 'اول', who.localMobile)
  })
  await typeToken(app, receiptPart, code)
  const pin = await readAppCode(app)
  expect(pin).toMatch(/^\d{6}$/)
  await insertCard(atm)
  await press(atm, 'برداشت با رمز یک‌بارمصرف اول')
  await press(atm, '۱٬۰۰۰٬۰۰۰ ریال')
  await expect(atm.getByLabel('رمز یک‌بارمصرف اول')).toBeFocused()
  await atm.keyboard.type(pin)
  await atm.keyboard.press('Enter')
  await expect(atm.getByRole('heading', { name: 'پول خود را بردارید' })).toBeVisible()
})

test('a phone out of coverage gets nothing, and the bank knows', async ({ browser }) => {
  const hands = await browser.newContext()
  const [page, phone] = await Promise.all([hands.newPage(), hands.newPage()])
  await takePersona(page, 'unenrolled-33')
  await openPhone(phone)
  await phone.getByLabel('بیرون از پوشش شبکه').check()
  await enableSms(page)
  await expect(phone.getByText('بدون آنتن؛ ۱ پیامک نرسید.')).toBeVisible({ timeout: 15_000 })
  await expect(phone.getByRole('article')).toHaveCount(0)
  await phone.getByLabel('بیرون از پوشش شبکه').uncheck()
  await openPayment(page, '640000')
  const { code } = await awaitSms(phone, { says: 'رمز پویای', after: () => askForCode(page) })
  await expect(phone.getByRole('article')).toHaveCount(1)
  await expect(await pay(page, code)).toContainText('پرداخت انجام شد')
})

test('neither a card number nor a code stands in an address', async ({ browser }) => {
  const hands = await browser.newContext()
  const addresses: string[] = []
  hands.on('request', (request) => addresses.push(request.url()))
  const [page, phone] = await Promise.all([hands.newPage(), hands.newPage()])
  const who = persona('unenrolled-34')
  await takePersona(page, who.persona)
  await openPhone(phone)
  await enableSms(page)
  await openPayment(page, '310000')
  const { code } = await awaitSms(phone, { says: 'رمز پویای', after: () => askForCode(page) })
  await expect(await pay(page, code)).toContainText('پرداخت انجام شد')
  expect(addresses.filter((address) => address.includes(who.pan) || address.includes(code))).toEqual([])
})
