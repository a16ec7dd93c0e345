import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { findFreePort } from '../scripts/free-port.ts'
import { inProject, projectRoot } from '../scripts/project-root.ts'
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
    const ended = new Promise((resolve) => web.once('exit', resolve))
    web.kill('SIGTERM')
    await ended
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

function startWeb(port: number): ChildProcess {
  const dataFolder = process.env.E2E_DATA_DIR ?? ''
  const read = (...path: string[]) => JSON.parse(readFileSync(join(dataFolder, ...path), 'utf8'))
  const next = inProject('node_modules', 'next', 'dist', 'bin', 'next')
  return spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: projectRoot,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      RAMZBAN_RUN: process.env.RAMZBAN_RUN,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATA_DIR: dataFolder,
      DATABASE_URL: read('secrets', 'urls.json').web,
      WEB_KEYS_FILE: join(dataFolder, 'keys', 'web.json'),
      CHANNEL_URL: process.env.E2E_CHANNEL_URL,
      NEXTAUTH_URL: publicUrl,
      NEXTAUTH_URL_INTERNAL: `http://127.0.0.1:${port}`,
      NEXTAUTH_SECRET: read('keys', 'web.json').sessionKey,
      INSTITUTION_NAME: 'بانک نمونه',
      SUPPORT_PHONE: '02100000000',
      RAMZBAN_DEMO: '0',
    },
  })
}
