import { expect, type Page } from '@playwright/test'
import { makeStaff } from '../tests/harness/test-staff.ts'
import { asOwner, ownerUrl } from './steps/records.ts'
import { catchAction } from './steps/replay.ts'
import { test } from './steps/test.ts'

const wrongWords = 'از این مرورگر وارد نشدید. یا نام کاربری یا گذرواژه درست نیست: دوباره بنویسید.'

type Member = { id: string; username: string; password: string }

/** A member of staff whom no other test needs. */
async function newMember(): Promise<Member> {
  return await makeStaff({ ownerUrl: ownerUrl() }, 'auditor')
}

async function trySignIn(page: Page, { username, password }: Omit<Member, 'id'>, address = '/login'): Promise<void> {
  await page.goto(address)
  await page.getByLabel('نام کاربری').fill(username)
  await page.getByLabel('گذرواژه').fill(password)
  await page.getByRole('button', { name: 'ورود' }).click()
}

async function enter(page: Page, member: Member): Promise<string> {
  await trySignIn(page, member)
  await expect(page).not.toHaveURL(/login/)
  return await cookieOf(page)
}

async function cookieOf(page: Page): Promise<string> {
  const session = (await page.context().cookies()).filter(({ name }) => name.includes('session-token'))
  return session.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** What a cookie opens: a page, that page's data, a file, and whether any of them leads to sign-in instead. */
async function opens(cookie: string): Promise<boolean> {
  const led = await Promise.all(
    ['/', '/me', '/audit', '/verifications/live'].map(async (path) => {
      const { status, headers } = await ask(path, { headers: { cookie } })
      return status === 200 ? 'opens' : status === 401 || headers.get('location')?.includes('/login') ? 'shut' : status
    }),
  )
  const all = new Set(led)
  expect(all.size, `the same everywhere: ${led}`).toBe(1)
  return all.has('opens')
}

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${process.env.E2E_WEB_URL}${path}`, { redirect: 'manual', ...init })
}

test('the cookie is out of reach of scripts and other sites, and holds nothing that can be read', async ({ page }) => {
  const member = await newMember()
  await enter(page, member)
  const [cookie, ...more] = (await page.context().cookies()).filter(({ name }) => name.includes('session-token'))
  expect(more).toEqual([])
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const readable = (cookie?.value ?? '').split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  expect(readable[0], 'the first part names the cipher').toBe('{"alg":"dir","enc":"A256GCM"}')
  for (const part of readable)
    for (const word of [member.id, member.username, 'auditor']) expect(part).not.toContain(word)
  expect(await page.evaluate(() => document.cookie)).not.toContain('session-token')
  const told = await page.evaluate(async () => {
    const answers = await Promise.all(['session', 'providers', 'signout'].map((name) => fetch(`/api/auth/${name}`)))
    return answers.map(({ status }) => status)
  })
  expect(told, 'no address tells scripts who has which session').toEqual([404, 404, 404])
})

test('every sign-in has a session of its own, whatever cookie the browser came with', async ({ page }) => {
  const member = await newMember()
  const first = await enter(page, member)
  const second = await enter(page, member)
  expect(second).not.toBe(first)
  const sessions = await asOwner('SELECT DISTINCT sid_hash FROM staff_session WHERE operator_id = $1', [member.id])
  expect(sessions, 'the two, and the one that was there').toHaveLength(3)
  const name = first.split('=')[0] ?? ''
  await page.context().addCookies([{ name, value: 'chosen-by-somebody-else', url: process.env.E2E_WEB_URL ?? '' }])
  expect(await opens(`${name}=chosen-by-somebody-else`)).toBe(false)
  expect(await enter(page, member)).not.toContain('chosen')
})

test('after signing out the old cookie opens nothing', async ({ page }) => {
  const cookie = await enter(page, await newMember())
  expect(await opens(cookie)).toBe(true)
  await page.getByRole('button', { name: 'خروج' }).click()
  await expect(page).toHaveURL(/login/)
  expect(await cookieOf(page)).toBe('')
  expect(await opens(cookie)).toBe(false)
})

test('a session that was ended under my account opens nothing at its next request', async ({ browser }) => {
  const member = await newMember()
  const left = await enter(await (await browser.newContext()).newPage(), member)
  const page = await (await browser.newContext()).newPage()
  await enter(page, member)
  await asOwner(
    `UPDATE staff_session SET revoked_at = now() WHERE operator_id = $1 AND ip IS NULL AND user_agent IS NULL`,
    [member.id],
  )
  await page.goto('/me')
  await page.getByRole('button', { name: 'پایان دادن' }).click()
  // The button has another name while it is at work; the row goes once the session is over.
  const sessions = page.getByRole('table', { name: 'جاهایی که وارد شده‌ام' })
  await expect(sessions.getByRole('row').filter({ has: page.getByRole('button') })).toHaveCount(0)
  expect(await opens(left)).toBe(false)
  expect(await opens(await cookieOf(page))).toBe(true)
})

const endings = [
  ['a user who was disabled', `UPDATE operator SET disabled_at = now() WHERE id = $1`],
  [
    'fifteen minutes without a request',
    `UPDATE staff_session SET last_seen_at = now() - interval '15 min' WHERE operator_id = $1`,
  ],
  ['twelve hours at work', `UPDATE staff_session SET created_at = now() - interval '12 h' WHERE operator_id = $1`],
] as const

for (const [what, statement] of endings) {
  test(`${what}: the session is over at the next request`, async ({ page }) => {
    const member = await newMember()
    const cookie = await enter(page, member)
    expect(await opens(cookie)).toBe(true)
    await asOwner(statement, [member.id])
    expect(await opens(cookie)).toBe(false)
    await page.goto('/audit')
    await expect(page, 'and sign-in leads back').toHaveURL('/login?next=%2Faudit')
  })
}

test('a session that ended over a filled form says so and keeps what was typed, which goes through after a new sign-in', async ({
  page,
}) => {
  const member = await makeStaff({ ownerUrl: ownerUrl() }, 'support')
  await enter(page, member)
  await page.goto('/complaints/new')
  await page.getByLabel('برنامک نصب نمی‌شود').check()
  const note = page.getByLabel('به گفتهٔ مشتری')
  await note.fill('پروندهٔ دانلودشده باز نمی‌شود')
  await asOwner(`UPDATE staff_session SET last_seen_at = now() - interval '15 min' WHERE operator_id = $1`, [member.id])
  const send = page.getByRole('button', { name: 'ثبت شکایت' })
  await send.click()
  await expect(page.getByRole('alert').filter({ hasText: 'نشست شما پایان یافته است' })).toBeVisible()
  await expect(note).toHaveValue('پروندهٔ دانلودشده باز نمی‌شود')
  await enter(await page.context().newPage(), member)
  await send.click()
  await expect(page).toHaveURL(/\/complaints\/[0-9a-f-]{36}$/)
  await expect(page.getByText('پروندهٔ دانلودشده باز نمی‌شود')).toBeVisible()
})

test('fourteen minutes without a request, and eleven hours at work, are still a session', async ({ page }) => {
  const member = await newMember()
  const cookie = await enter(page, member)
  await asOwner(
    `UPDATE staff_session SET last_seen_at = now() - interval '14 min', created_at = now() - interval '11 h' WHERE operator_id = $1`,
    [member.id],
  )
  expect(await opens(cookie)).toBe(true)
})

test('five wrong passwords shut an account; unknown, wrong, locked and disabled are told by one sentence', async ({
  page,
}) => {
  const member = await newMember()
  const said = page.getByRole('alert').filter({ hasText: wrongWords })
  for (let tries = 1; tries <= 5; tries++) {
    await trySignIn(page, { ...member, password: `نادرست ${tries}` })
    await expect(said).toBeVisible()
  }
  await trySignIn(page, member)
  await expect(said, 'the right password comes too late').toBeVisible()
  await asOwner('UPDATE operator SET locked_until = NULL, disabled_at = now() WHERE id = $1', [member.id])
  await trySignIn(page, member)
  await expect(said).toBeVisible()
  await trySignIn(page, { ...member, username: 'nobody-at-all' })
  await expect(said).toBeVisible()
  await asOwner('UPDATE operator SET disabled_at = NULL WHERE id = $1', [member.id])
  await enter(page, member)
})

test('what another site’s page sends does nothing, with an Origin, without one, and with none to tell', async ({
  page,
}) => {
  const cookie = await enter(page, await newMember())
  const signOut = await catchAction(page, () => page.getByRole('button', { name: 'خروج' }).click())
  const own = process.env.E2E_WEB_URL ?? ''
  const foreign: Record<string, string>[] = [
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'nonsense' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: own, 'sec-fetch-site': 'cross-site' },
  ]
  for (const path of [signOut.path, '/audit', '/customers/looks-like-a-file.json']) {
    for (const from of foreign) {
      const headers = { ...signOut.headers, cookie, ...from }
      const { status } = await ask(path, { method: 'POST', headers, body: new Uint8Array(signOut.body) })
      expect(status, `${path} ${JSON.stringify(from)}`).toBe(403)
    }
  }
  for (const from of foreign) {
    const body = new URLSearchParams({ reason_given: 'پرسش بازرس' })
    expect((await ask('/audit/export', { method: 'POST', headers: { cookie, ...from }, body })).status).toBe(403)
    const signIn = await ask('/api/auth/callback/credentials', { method: 'POST', headers: from, body })
    expect(signIn.status).toBe(403)
  }
  expect(await opens(cookie), 'still signed in').toBe(true)
  const headers = { ...signOut.headers, cookie, origin: own }
  await ask(signOut.path, { method: 'POST', headers, body: new Uint8Array(signOut.body) })
  expect(await opens(cookie), 'the same from our own page signs out').toBe(false)
})

test('after sign-in no address leads to another site', async ({ page }) => {
  const member = await newMember()
  for (const next of ['//evil.example/', '/.//evil.example/', '/\\evil.example', 'https://evil.example/']) {
    await page.context().clearCookies()
    await trySignIn(page, member, `/login?next=${encodeURIComponent(next)}`)
    await expect(page.getByRole('button', { name: 'خروج' })).toBeVisible()
    expect(new URL(page.url()).origin).toBe(new URL(process.env.E2E_WEB_URL ?? '').origin)
  }
})
