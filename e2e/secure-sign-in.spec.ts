import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { keyFilesIn } from '../scripts/keys/keys.ts'
import { findFreePort } from '../scripts/run/free-port.ts'
import { describeServices } from '../scripts/run/product-services.ts'
import { type Running, startService } from '../scripts/run/service.ts'
import { readSettings } from '../scripts/run/settings.ts'
import { operator } from './steps/demo.ts'
import { test } from './steps/test.ts'

const publicUrl = 'https://staff.bank.example'

test('behind a proxy with TLS the session’s cookie is Secure, is taken back as such, and signing in needs no script', async () => {
  const port = await findFreePort()
  const web = startWeb(port)
  try {
    const here = `http://127.0.0.1:${port}`
    await expect.poll(() => statusOf(`${here}/login`), { timeout: 60_000 }).toBe(200)
    const { username, password } = operator('auditor1')
    const answer = await submit(`${here}/login`, { username, password })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringMatching(/\/$/)])
    const [session = ''] = cookiesOf(answer)
    expect(session).toMatch(/^__Secure-next-auth\.session-token=[^;]{100,};/)
    for (const mark of ['HttpOnly', 'Secure', 'Path=/', 'SameSite=lax']) expect(session).toContain(mark)
    const known = answer.headers.getSetCookie().filter((given) => given.includes('ramzban-device'))
    expect(known).toEqual([expect.stringMatching(/^__Host-ramzban-device=[\w-]{43};/)])
    for (const mark of ['HttpOnly', 'Secure', 'Path=/', 'SameSite=strict']) expect(known[0]).toContain(mark)
    expect(known[0], 'of this host alone').not.toContain('Domain')
    const cookie = session.split(';')[0] ?? ''
    expect((await fetch(`${here}/me`, { headers: { cookie }, redirect: 'manual' })).status).toBe(200)
    const left = await submit(`${here}/me`, {}, cookie, /name="\$ACTION_ID_[^"]+"[^>]*>(?=<button[^>]*خروج)/)
    expect(cookiesOf(left)).toEqual([expect.stringMatching(/^__Secure-next-auth\.session-token=;.*Max-Age=0.*Secure/)])
    expect((await fetch(`${here}/me`, { headers: { cookie }, redirect: 'manual' })).status).not.toBe(200)
  } finally {
    await web.stop()
  }
})

/** Fills a page's form as a browser without scripts does, from the origin that the proxy serves. */
async function submit(address: string, fields: Record<string, string>, cookie = '', only?: RegExp): Promise<Response> {
  const html = await (await fetch(address, { headers: { cookie } })).text()
  const body = new FormData()
  const marked = only
    ? [only.exec(html)?.[0] ?? '']
    : (/<form[^>]*>(?:(?!<\/form>).)*name="username".*?<\/form>/s.exec(html) ?? [])
  for (const [input] of (marked[0] ?? '').matchAll(/(?:<input[^>]*type="hidden"[^>]*>|name="\$ACTION_ID_[^"]+")/g)) {
    const [, name = ''] = /name="([^"]*)"/.exec(input) ?? []
    const [, value = ''] = /value="([^"]*)"/.exec(input) ?? []
    body.append(unescapeHtml(name), unescapeHtml(value))
  }
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const headers = { cookie, origin: publicUrl, 'x-forwarded-host': new URL(publicUrl).host }
  return await fetch(address, { method: 'POST', headers, body, redirect: 'manual' })
}

function cookiesOf(answer: Response): string[] {
  return answer.headers.getSetCookie().filter((cookie) => cookie.includes('session-token'))
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

async function statusOf(address: string): Promise<number> {
  return await fetch(address).then(
    ({ status }) => status,
    () => 0,
  )
}

/** A second web process of the system under test, started as `npm start` starts its own, with the proxy's address. */
function startWeb(port: number): Running {
  const dataFolder = process.env.E2E_DATA_DIR ?? ''
  const keyFiles = keyFilesIn(dataFolder)
  const { uid, gid } = statSync(keyFiles.web)
  const channelPort = Number(new URL(process.env.E2E_CHANNEL_URL ?? '').port)
  const { web } = describeServices({
    settings: { ...readSettings({ NODE_ENV: 'production', DATA_DIR: dataFolder }), webPort: port, channelPort },
    urls: JSON.parse(readFileSync(join(dataFolder, 'secrets', 'urls.json'), 'utf8')),
    keyFiles,
  })
  const environment = { ...web.environment, NEXTAUTH_URL: publicUrl, RAMZBAN_DEMO: '0' }
  return startService({ ...web, name: 'web-behind-tls', environment, ids: { uid, gid } })
}
