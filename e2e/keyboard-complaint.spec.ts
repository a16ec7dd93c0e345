import { expect } from '@playwright/test'
import { operator, persianDigits } from './steps/demo.ts'
import { pressOn, tabTo, typeInto } from './steps/keyboard.ts'
import { asOwner, takeCustomer } from './steps/records.ts'
import { test } from './steps/test.ts'

test('a whole complaint, from the words of a caller to its answer, needs no mouse', async ({ browser }) => {
  test.setTimeout(180_000)
  const who = await takeCustomer()
  await asOwner('DELETE FROM customer_in_hand WHERE customer_id = $1', [who.customerId])
  const desk = await (await browser.newContext()).newPage()
  await desk.addInitScript(() => {
    const refuse = (event: Event): void => {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('pointerdown', refuse, true)
    window.addEventListener('mousedown', refuse, true)
  })
  await desk.goto('/login')
  await typeInto(desk, desk.getByLabel('نام کاربری'), 'support1')
  await typeInto(desk, desk.getByLabel('گذرواژه'), operator('support1').password)
  await desk.keyboard.press('Enter')
  await expect(desk).not.toHaveURL(/login/)

  await test.step('the find key, a national id, Enter: the customer', async () => {
    await desk.keyboard.press('Control+k')
    await expect(desk.getByRole('dialog').getByRole('textbox')).toBeFocused()
    await desk.keyboard.type(persianDigits(who.nationalId))
    await desk.keyboard.press('Enter')
    await expect(desk.getByRole('heading', { level: 1, name: who.name })).toBeVisible()
  })

  await test.step('from the timeline to the verdict, and one press opens the complaint', async () => {
    await pressOn(
      desk,
      desk.getByRole('navigation', { name: 'نوع رخداد' }).getByRole('link', { name: 'تأیید', exact: true }),
    )
    await expect(desk).toHaveURL(/kind=verification/)
    await pressOn(desk, desk.getByRole('list', { name: 'آنچه گذشته است' }).getByRole('link').first())
    await expect(desk.getByRole('heading', { name: 'حالا چه کنیم' })).toBeVisible()
    await pressOn(desk, desk.getByRole('button', { name: 'ثبت شکایت' }))
    await expect(desk).toHaveURL(/\/complaints\/[0-9a-f-]{36}$/)
  })

  await test.step('taken, noted, answered and closed', async () => {
    const history = desk.getByRole('list', { name: 'سرگذشت' })
    await pressOn(desk, desk.getByRole('button', { name: 'به من بسپار' }))
    await expect(history.getByText('سپرده شد به نگار صادقی')).toBeVisible()
    await typeInto(desk, desk.getByLabel('یادداشت تازه'), 'مشتری پشت خط است')
    await pressOn(desk, desk.getByRole('button', { name: 'افزودن یادداشت' }))
    await expect(history.getByText('مشتری پشت خط است')).toBeVisible()
    await tabTo(desk, desk.getByLabel('به چه رسید؟'))
    await desk.keyboard.press('ArrowDown')
    await expect(desk.getByLabel('به چه رسید؟')).toHaveValue('explained')
    await typeInto(desk, desk.getByLabel('پاسخی که به مشتری داده شد'), 'برایش توضیح داده شد')
    await pressOn(desk, desk.getByRole('button', { name: 'بستن شکایت' }))
    await expect(history.getByText('پاسخ داده و بسته شد: برای مشتری توضیح داده شد')).toBeVisible()
  })

  await test.step('G then S, to the queue', async () => {
    await desk.keyboard.press('Escape')
    await tabTo(desk, desk.getByRole('link', { name: 'همهٔ شکایت‌ها' }))
    await desk.keyboard.press('g')
    await desk.keyboard.press('s')
    await expect(desk).toHaveURL(/\/complaints$/)
    await expect(desk.getByRole('heading', { level: 1, name: 'شکایت‌ها' })).toBeVisible()
  })
})
