import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

export type Violation = { id: string; help: string; targets: string[] }

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Puts axe into the page, whose context must bypass the page's own policy, and answers what it finds. */
export async function runAxe(page: Page): Promise<Violation[]> {
  await page.addScriptTag({ content: axeSource })
  return await page.evaluate(async (): Promise<Violation[]> => {
    // biome-ignore lint/suspicious/noExplicitAny: axe was put into the page as a script
    const results = await (window as any).axe.run(document, { resultTypes: ['violations'] })
    return results.violations.map(
      ({ id, help, nodes }: { id: string; help: string; nodes: { target: string[] }[] }) => ({
        ...{ id, help, targets: nodes.slice(0, 3).map((node) => node.target.join(' ')) },
      }),
    )
  })
}
