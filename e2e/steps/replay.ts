import type { Page } from '@playwright/test'
import { type Answer, askAs, type Staff } from './staff-sessions.ts'

/** A server action as the browser was about to send it. */
export type Caught = { path: string; headers: Record<string, string>; body: Buffer }

const carried = ['next-action', 'next-router-state-tree', 'content-type', 'accept']

/** Holds back the server action that `press` sends, so that it has not happened yet. */
export async function catchAction(page: Page, press: () => Promise<void>): Promise<Caught> {
  const caught = Promise.withResolvers<Caught>()
  await page.route('**/*', async (route) => {
    const request = route.request()
    const headers = request.headers()
    if (request.method() !== 'POST' || !headers['next-action']) return await route.fallback()
    const { pathname, search } = new URL(request.url())
    const kept = Object.entries(headers).filter(([name]) => carried.includes(name))
    caught.resolve({
      path: `${pathname}${search}`,
      headers: Object.fromEntries(kept),
      body: request.postDataBuffer() ?? Buffer.alloc(0),
    })
    await route.abort()
  })
  await press()
  const action = await caught.promise
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  return action
}

/** Sends it in somebody's name, word for word but for what `change` makes of its body. */
export async function replayAs(
  who: Staff | null,
  { path, headers, body }: Caught,
  change: (text: string) => string = (text) => text,
): Promise<Answer> {
  const origin = process.env.E2E_WEB_URL ?? ''
  const sent = Buffer.from(change(body.toString('latin1')), 'latin1')
  return await askAs(who, path, { method: 'POST', headers: { ...headers, origin }, body: sent })
}
