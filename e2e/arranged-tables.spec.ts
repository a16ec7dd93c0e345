import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import { pressOn, tabTo } from './steps/keyboard.ts'
import { runAxe } from './steps/run-axe.ts'
import { signIn } from './steps/staff.ts'
import { test } from './steps/test.ts'

const log = '/verifications?range=month'

test('an operator arranges the log by keyboard, finds it so again, and a colleague at the same machine does not', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const machine = await browser.newContext({ bypassCSP: true, viewport: { width: 1440, height: 900 } })
  const desk = await machine.newPage()
  await signIn(desk, 'fraud1')
  await desk.goto(log)
  expect(await headsOf(desk)).toEqual(['زمان', 'نتیجه', 'کارت', 'روش', 'پذیرنده', 'مبلغ (ریال)'])

  await tabTo(desk, desk.getByRole('button', { name: 'ستون‌ها', exact: true }))
  const menu = await openMenu(desk)
  await pressOn(desk, menu.getByRole('checkbox', { name: 'روش' }), 'Space')
  const later = menu.getByRole('button', { name: 'بردن «زمان» به عقب' })
  await pressOn(desk, later)
  await expect(later).toBeFocused()
  await desk.keyboard.press('Enter')
  await pressOn(desk, menu.getByRole('button', { name: 'پهن‌تر کردن «نتیجه»' }))
  expect(await runAxe(desk)).toEqual([])
  await desk.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  const arranged = ['نتیجه', 'کارت', 'زمان', 'پذیرنده', 'مبلغ (ریال)']
  expect(await headsOf(desk)).toEqual(arranged)
  await expect.poll(() => readKept(machine)).toMatch(/^order=result\.card\.time\..*&hidden=method&widths=/)

  await desk.reload()
  expect(await headsOf(desk)).toEqual(arranged)
  await desk.locator('body').press('j')
  await desk.keyboard.press('Enter')
  await expect(desk).toHaveURL(/open=/)
  expect(await headsOf(desk), 'also beside an open verdict').toEqual(arranged)

  await desk.getByRole('button', { name: 'خروج', exact: true }).click()
  await expect(desk).toHaveURL(/login/)
  await signIn(desk, 'fraud2')
  await desk.goto(log)
  expect(await headsOf(desk)).toHaveLength(6)
})

test('the edge of a column follows the pointer in both directions of writing', async ({ browser, baseURL }) => {
  test.setTimeout(240_000)
  for (const locale of ['fa', 'en']) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const desk = await context.newPage()
    await signIn(desk, 'fraud1')
    await context.addCookies([{ name: 'locale', value: locale, url: baseURL ?? '' }])
    await desk.goto(log)
    const edge = desk.locator('[data-resize="merchant"]')
    const before = await boxOf(edge)
    const merchant = desk.getByRole('columnheader').nth(4)
    const table = await boxOf(desk.getByRole('table'))
    const wide = (await boxOf(merchant)).width
    const outward = locale === 'fa' ? -40 : 40
    await desk.mouse.move(before.x + 2, before.y + 5)
    await desk.mouse.down()
    await desk.mouse.move(before.x + 2 + outward, before.y + 5, { steps: 5 })
    await desk.mouse.up()
    await expect.poll(async () => Math.round((await boxOf(merchant)).width - wide), locale).toBeGreaterThan(36)
    expect(Math.abs((await boxOf(edge)).x - before.x - outward), locale).toBeLessThan(4)
    expect((await boxOf(desk.getByRole('table'))).width, 'the table keeps its own').toBe(table.width)
    const menu = await openMenu(desk)
    await menu.getByRole('button', { name: locale === 'fa' ? 'بازگشت به حالت نخست' : 'Reset to default' }).click()
    await expect.poll(async () => Math.round((await boxOf(merchant)).width)).toBe(Math.round(wide))
    await context.close()
  }
})

test('selected events are copied as they are seen', async ({ browser }) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const desk = await context.newPage()
  await signIn(desk, 'auditor1')
  await desk.goto('/audit')
  await pressOn(desk, desk.getByRole('button', { name: 'انتخاب ردیف‌ها' }))
  await pressOn(desk, desk.getByRole('checkbox', { name: 'انتخاب ردیف ۱', exact: true }), 'Space')
  await pressOn(desk, desk.getByRole('checkbox', { name: 'انتخاب ردیف ۲', exact: true }), 'Space')
  await desk.getByRole('button', { name: /^رونوشت \(۲\)/ }).press('Enter')
  await expect(desk.getByRole('status').filter({ hasText: 'رونوشت برداشته شد' })).toBeAttached()
  const lines = (await desk.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]?.split('\t')).toEqual(await headsOf(desk))
  // biome-ignore lint/performance/useDomNodeTextContent: as it is seen, not as it is written
  const action = await desk.getByRole('row').nth(1).getByRole('cell').nth(1).innerText()
  expect(lines[1]?.split('\t')[1]).toBe(action)
})

async function openMenu(desk: Page): Promise<Locator> {
  await desk.getByRole('button', { name: /^(ستون‌ها|Columns)$/ }).press('Enter')
  const menu = desk.getByRole('dialog', { name: /^(ستون‌ها|Columns)$/ })
  await expect(menu).toBeVisible()
  return menu
}

async function readKept(machine: BrowserContext): Promise<string> {
  const cookie = (await machine.cookies()).find(({ name }) => name.startsWith('table-verifications-'))
  return decodeURIComponent(cookie?.value ?? '')
}

async function headsOf(desk: Page): Promise<string[]> {
  return (await desk.getByRole('table').first().getByRole('columnheader').allInnerTexts()).map((text) => text.trim())
}

async function boxOf(place: Locator): Promise<{ x: number; y: number; width: number }> {
  const box = await place.boundingBox()
  if (!box) throw new Error(`${place} is not on the screen`)
  return box
}
