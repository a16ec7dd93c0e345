import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { lengths } from '../../tests/harness/lengths.ts'

export type Violation = { id: string; help: string; targets: string[] }

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// What colours alone can break; all else stands in the page, whatever the light. The long run looks at that twice, too.
const rulesInTheDark = lengths({ short: ['color-contrast', 'link-in-text-block'], long: undefined })

/** Puts axe into the page, whose context must bypass the page's own policy, and answers what it finds as the page is. */
export async function runAxe(page: Page, rules?: readonly string[]): Promise<Violation[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ content: axeSource })
  return await page.evaluate(async (values): Promise<Violation[]> => {
    const options = { resultTypes: ['violations'], ...(values && { runOnly: { type: 'rule', values } }) }
    // biome-ignore lint/suspicious/noExplicitAny: axe was put into the page as a script
    const results = await (window as any).axe.run(document, options)
    return results.violations.map(
      ({ id, help, nodes }: { id: string; help: string; nodes: { target: string[] }[] }) => ({
        ...{ id, help, targets: nodes.slice(0, 3).map((node) => node.target.join(' ')) },
      }),
    )
  }, rules)
}

/** What axe finds in the light and in the dark: one attribute of the root is all that the server makes of the choice. */
export async function runAxeInBothLights(page: Page): Promise<(Violation & { theme: string })[]> {
  const before = await setTheme(page, 'light')
  const light = await runAxe(page)
  await setTheme(page, 'dark')
  const dark = await runAxe(page, rulesInTheDark)
  await setTheme(page, before)
  return [...light.map((one) => ({ ...one, theme: 'light' })), ...dark.map((one) => ({ ...one, theme: 'dark' }))]
}

/** Waits until it is drawn, at once and not by degrees from each element to those within; answers what was set before. */
async function setTheme(page: Page, theme: string | null): Promise<string | null> {
  return await page.locator('html').evaluate(async (root, value) => {
    const still = document.createElement('style')
    still.textContent = '*, ::before, ::after { transition: none !important }'
    root.append(still)
    const before = root.getAttribute('data-theme')
    if (value === null) root.removeAttribute('data-theme')
    else root.setAttribute('data-theme', value)
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame)
    still.remove()
    return before
  }, theme)
}
