import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { projectRoot } from '../../scripts/project-root.ts'
import { cookieOf } from '../steps/staff-sessions.ts'
import { prepareScreens, type Screen } from './screens.ts'
import { shootWhole } from './shoot-whole.ts'

const folder = join(projectRoot, 'docs', 'screens')
const looks = (['light', 'dark'] as const).flatMap((theme) =>
  (['fa', 'en'] as const).flatMap((locale) =>
    [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ].map((viewport) => ({ theme, locale, viewport })),
  ),
)
type Look = (typeof looks)[number]

// One sheet a screen: wide and narrow, Persian and English, light above dark.
const SHOWN_HEIGHT = 600
const sheetStyle = `body { margin: 0; background: #808080; display: grid; gap: 8px; padding: 8px; width: max-content;
  justify-items: start } img { display: block; height: ${SHOWN_HEIGHT}px }`

/** Only these, where not all are wanted: `PICTURES=home,log npm run pictures`. */
const named = process.env.PICTURES?.split(',')

test('each screen in both languages, both widths and both lights', async ({ browser }) => {
  mkdirSync(folder, { recursive: true })
  const screens = await prepareScreens(browser)
  for (const screen of screens.filter(({ name }) => !named || named.includes(name))) {
    const shots: Buffer[] = []
    const shown = looks.filter(({ locale }) => locale === 'fa' || !screen.isPersianOnly)
    for (const look of shown) {
      const of = `${screen.name}, ${look.locale}, ${look.viewport.width}, ${look.theme}`
      shots.push(await test.step(of, () => takeShot(browser, screen, look)))
    }
    await composeSheet(browser, screen.name, shots)
  }
})

async function takeShot(browser: Browser, { who, path, find, promises }: Screen, look: Look): Promise<Buffer> {
  const url = process.env.E2E_WEB_URL ?? ''
  const context = await browser.newContext({
    viewport: look.viewport,
    reducedMotion: 'reduce',
    colorScheme: look.theme,
  })
  const [name = '', value = ''] = who ? (await cookieOf(who)).split('=') : []
  await context.addCookies([
    { name: 'locale', value: look.locale, url },
    { name: 'theme', value: look.theme, url },
    ...(who ? [{ name, value, url }] : []),
  ])
  const page = await context.newPage()
  const answer = await page.goto(path)
  expect(answer?.status(), path).toBe(200)
  if (find) {
    await page.getByRole('main').getByRole('textbox').first().fill(find)
    await page.keyboard.press('Enter')
  }
  const shot = await shootWhole(page, promises(page))
  await context.close()
  return shot
}

async function composeSheet(browser: Browser, name: string, shots: readonly Buffer[]): Promise<void> {
  const page = await browser.newPage({ deviceScaleFactor: 1, viewport: { width: 100, height: 100 } })
  const images = shots.map((shot) => `<img src="data:image/png;base64,${shot.toString('base64')}">`).join('')
  const columns = `body { grid-template-columns: repeat(${shots.length / 2}, max-content) }`
  await page.setContent(`<style>${sheetStyle}${columns}</style><body>${images}</body>`)
  const size = await page.evaluate(() => ({ width: document.body.scrollWidth, height: document.body.scrollHeight }))
  await page.setViewportSize(size)
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 68 })
  await page.close()
}
