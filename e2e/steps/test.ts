import { test as base } from '@playwright/test'
import { clearDesks } from './staff-sessions.ts'

/** Windows end with their test: a phone left open would go on asking for its messages. */
export const test = base.extend<{ windows: undefined }>({
  windows: [
    async ({ browser }, use) => {
      await use(undefined)
      const kept = await clearDesks()
      const others = browser.contexts().filter((context) => !kept.includes(context))
      await Promise.all(others.map((context) => context.close()))
    },
    { auto: true },
  ],
})
