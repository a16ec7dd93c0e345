import { expect, type Page } from '@playwright/test'
import audit from '../messages/audit.fa.json' with { type: 'json' }
import { enableSms, takePersona, takeToken } from './steps/atm.ts'
import { persianDigits, persona } from './steps/demo.ts'
import { askForCode, openPayment, pay, presentAmount } from './steps/payment.ts'
import { awaitSms, openPhone } from './steps/phone.ts'
import { awaitTokenSms, readAppCode, readUnusedAppCode, registerApp, typeToken } from './steps/rima.ts'
import { fillAct, openCustomer, readTimeline, signIn } from './steps/staff.ts'
import { test } from './steps/test.ts'

const done = audit.actions

test('the five-minute tour: a password is switched on, used, misused, moved to an app, reissued and ended, and all of it is seen', async ({
  browser,
}) => {
  test.setTimeout(420_000)
  const plain = persona('plain')
  const desk = await (await browser.newContext()).newPage()
  const hands = await browser.newContext()
  const [atm, shop, phone] = await Promise.all([hands.newPage(), hands.newPage(), hands.newPage()])
  const app = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()

  await test.step('a clerk finds the customer by a mobile typed in Persian digits', async () => {
    await signIn(desk, 'clerk1')
    await openCustomer(desk, persianDigits(plain.localMobile), plain.name)
    await expect(desk.getByRole('row').filter({ hasText: 'رمز دوم' }).getByText('فعال نشده').first()).toBeVisible()
  })

  await test.step('the customer switches SMS codes on at an ATM', async () => {
    await takePersona(atm, 'plain')
    await openPhone(phone)
    await enableSms(atm)
  })

  const code =
    await test.step('the payment page asks; the phone shows the code with type, payee and amount', async () => {
      await openPayment(shop, '1250000')
      const { code, text } = await awaitSms(phone, { says: 'رمز پویای', after: () => askForCode(shop) })
      expect(text).toContain('خرید')
      expect(text).toContain('فروشگاه نمونه')
      expect(text).toContain('۱٬۲۵۰٬۰۰۰ ریال')
      expect(code).toMatch(/^\d{7}$/)
      return code
    })

  await test.step('the payment is accepted, and the same code is refused the second time', async () => {
    await expect(await pay(shop, code)).toContainText('پرداخت انجام شد')
    await expect(shop.getByRole('status').filter({ hasText: 'کد پاسخ' })).toContainText('۰۰')
    await expect(await pay(shop, code)).toContainText('رمز درست نیست')
  })

  await test.step('a code asked for one amount and used with another is refused', async () => {
    const second = await awaitSms(phone, { says: 'رمز پویای', after: () => askForCode(shop) })
    await presentAmount(shop, '9900000')
    const result = await pay(shop, second.code)
    await expect(result).toContainText('رمز برای این پرداخت نیست')
    await expect(result).toContainText('۵۷')
  })

  await test.step('the log says: amount changed, asked X presented Y', async () => {
    const analyst = await (await browser.newContext()).newPage()
    await signIn(analyst, 'fraud1')
    await analyst.goto(`/verifications?card=${plain.last4}`)
    const row = analyst.getByRole('row').filter({ hasText: '۹٬۹۰۰٬۰۰۰' })
    await expect(row).toHaveCount(1)
    await row.getByRole('link').first().click()
    await expect(analyst.getByText(/مبلغ عوض شد:/)).toContainText(/۱٬۲۵۰٬۰۰۰.*۹٬۹۰۰٬۰۰۰/)
  })

  const token =
    await test.step('the app is installed, the number proved, and activated with both token parts', async () => {
      await registerApp(app, phone, plain.localMobile)
      let receiptPart = ''
      const { code: smsPart } = await awaitTokenSms(phone, async () => {
        receiptPart = await takeToken(atm, 'دوم', plain.localMobile)
      })
      expect(smsPart).toMatch(/^[0-9A-Z]{12}$/)
      await typeToken(app, receiptPart, smsPart)
      return { receiptPart, smsPart }
    })

  const appCode = await test.step('a payment is accepted with a code from the app', async () => {
    const fresh = await readAppCode(app)
    await openPayment(shop, '480000')
    const result = await pay(shop, fresh)
    await expect(result).toContainText('پرداخت انجام شد')
    await expect(result).toContainText('برنامک')
    return fresh
  })

  await test.step('the clerk reissues twice: the first is superseded, the one already used already redeemed', async () => {
    const first = await reissue(desk, phone, 'گوشی مشتری عوض می‌شود')
    const second = await reissue(desk, phone, 'رسید نخست خراب چاپ شد')
    expect(second.receiptPart).not.toBe(first.receiptPart)
    await typeToken(app, first.receiptPart, first.smsPart)
    await expect(app.getByText(/توکن تازه‌تری برای شما صادر شده است/)).toBeVisible()
    await typeToken(app, token.receiptPart, token.smsPart)
    await expect(app.getByText(/این توکن پیش‌تر استفاده شده است/)).toBeVisible()
  })

  await test.step('the clerk deactivates the device, and its code is refused as such', async () => {
    await app.goto('/rima')
    await app.getByLabel('رمز برنامک').fill('739148')
    await app.getByRole('button', { name: 'باز کردن' }).click()
    const unused = await readUnusedAppCode(app, [appCode])
    await desk.reload()
    await desk.getByRole('button', { name: 'غیرفعال‌سازی…' }).click()
    await fillAct(desk, {
      reason: 'مشتری گوشی را فروخته است',
      proof: 'کارت ملی، در شعبه',
      submit: 'غیرفعال کردن دستگاه',
    })
    await expect(desk.getByText('دستگاه غیرفعال شد و به مشتری پیامک داده شد.')).toBeVisible()
    await expect(await pay(shop, unused)).toContainText('رمز درست نیست')
  })

  await test.step('every step is on the timeline, with names', async () => {
    const told = await readTimeline(desk)
    const steps = [
      done.enrollment_opened,
      'درخواست رمز',
      'رمز پذیرفته شد',
      'رمز پذیرفته نشد',
      'برای ۱٬۲۵۰٬۰۰۰ ریال خواسته شد، با ۹٬۹۰۰٬۰۰۰ ریال به کار رفت',
      done.registration_started,
      done.device_registered,
      done.activation_token_issued,
      done.activation_redeemed,
      done.activation_confirmed,
      done.activation_token_reissued,
      done.activation_refused,
      done.device_deactivated,
      'مشتری گوشی را فروخته است',
      'مریم احمدی',
    ]
    const missing = steps.filter((step) => !told.some((entry) => entry.includes(step)))
    expect(missing, told.join('\n')).toEqual([])
    expect(told.filter((entry) => /[0-9a-f]{8}-[0-9a-f]{4}-/.test(entry))).toEqual([])
  })

  await test.step('the acts of the clerk are in the audit, with the name and the reason', async () => {
    const auditor = await (await browser.newContext()).newPage()
    await signIn(auditor, 'auditor1')
    await auditor.goto('/audit')
    const rows = auditor.getByRole('row').filter({ hasText: plain.name })
    await expect(rows.filter({ hasText: done.activation_token_reissued })).toHaveCount(2)
    const ended = rows.filter({ hasText: done.device_deactivated })
    await expect(ended).toContainText('مشتری گوشی را فروخته است')
    await expect(ended).toContainText('مریم احمدی')
    await expect(rows.first()).not.toContainText(/[0-9a-f]{8}-[0-9a-f]{4}-/)
  })
})

async function reissue(desk: Page, phone: Page, reason: string): Promise<{ receiptPart: string; smsPart: string }> {
  await desk.reload()
  let receiptPart = ''
  const { code } = await awaitTokenSms(phone, async () => {
    const row = desk.getByRole('row').filter({ has: desk.getByRole('cell', { name: 'رمز دوم' }) })
    await row.getByRole('button', { name: 'صدور دوبارهٔ توکن' }).click()
    await fillAct(desk, { reason, proof: 'کارت ملی، در شعبه', submit: 'صدور توکن' })
    const slip = desk.getByRole('region', { name: 'رسید توکن فعال‌سازی برنامک' })
    receiptPart = /[0-9A-Z]{4} [0-9A-Z]{4}/.exec((await slip.textContent()) ?? '')?.[0] ?? ''
    expect(receiptPart).not.toBe('')
    await desk.keyboard.press('Escape')
  })
  return { receiptPart, smsPart: code }
}
