import { expect, type Locator, type Page } from '@playwright/test'

const LIMIT_MS = 60_000
const LOOK_MS = 150

/**
 * Waits until a page shows what it promises and has come to rest: nothing said to be under way, fonts and pictures
 * there, no request open, and two pictures in a row alike. Throws with what is still awaited; resolves to the picture.
 */
export async function shootWhole(page: Page, promised: readonly Locator[]): Promise<Buffer> {
  for (const locator of promised) await expect(locator.first()).toBeVisible({ timeout: LIMIT_MS })
  await page.waitForLoadState('networkidle', { timeout: LIMIT_MS })
  await expect.poll(() => page.evaluate(listUnfinished), { timeout: LIMIT_MS }).toEqual([])
  let before = await shoot(page)
  for (const giveUpAtMs = Date.now() + LIMIT_MS; Date.now() < giveUpAtMs; ) {
    await page.waitForTimeout(LOOK_MS)
    const now = await shoot(page)
    const isWhole = (await page.evaluate(listUnfinished)).length === 0
    if (isWhole && now.equals(before)) return now
    before = now
  }
  throw new Error(`${page.url()} does not come to rest`)
}

function shoot(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled', caret: 'hide' })
}

/** Runs in the page. */
function listUnfinished(): string[] {
  const isSeen = (element: Element): boolean => element.getClientRects().length > 0
  const busy = [...document.querySelectorAll('[aria-busy="true"], [role="progressbar"], .animate-pulse')].filter(isSeen)
  const images = [...document.images].filter((image) => isSeen(image) && !(image.complete && image.naturalWidth > 0))
  // React keeps what has not been streamed yet as `<template>` between comments `$?`.
  const awaited = document.querySelectorAll('template[id^="B:"]').length
  return [
    ...busy.map((element) => `under way: ${element.outerHTML.slice(0, 80)}`),
    ...images.map((image) => `picture: ${image.src.slice(0, 80)}`),
    ...(awaited > 0 ? [`${awaited} parts not streamed`] : []),
    ...(document.fonts.status === 'loaded' ? [] : ['fonts']),
    ...(document.readyState === 'complete' ? [] : [document.readyState]),
  ]
}
