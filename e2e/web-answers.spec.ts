import { expect } from '@playwright/test'
import { listRoutes } from './steps/list-routes.ts'
import { takeCustomer } from './steps/records.ts'
import { askAs, dataOnly, openPageAs, type Staff } from './steps/staff-sessions.ts'
import { test } from './steps/test.ts'

const form = new URLSearchParams({ reason_given: 'پرسش بازرس' })
const evil = { origin: 'https://evil.example' }

/** One of every kind of answer that the web process gives. */
const answers: [string, Staff | null, string, RequestInit][] = [
  ['a page', 'fraud1', '/verifications', {}],
  ['a page’s data', 'fraud1', '/verifications', { headers: dataOnly }],
  ['sign-in', null, '/login', {}],
  ['the way to sign-in', null, '/customers', {}],
  ['a page that is not there', 'fraud1', '/nothing-here', {}],
  ['a page that looks like a file', 'fraud1', '/customers/some.json', {}],
  ['a page that is forbidden', 'fraud1', '/settings', {}],
  ['a file of rows', 'fraud1', '/verifications/export', { method: 'POST', body: form }],
  ['a refused file', 'clerk1', '/verifications/export', { method: 'POST', body: form }],
  ['a wrong method', 'fraud1', '/verifications/export', {}],
  ['what another site sends', 'fraud1', '/verifications/export', { method: 'POST', body: form, headers: evil }],
  ['live mode', 'fraud1', '/verifications/live', {}],
  ['next-auth', null, '/api/auth/csrf', {}],
  ['what next-auth does not answer', 'fraud1', '/api/auth/session', {}],
  ['the customer’s app', null, '/rima', {}],
  ['the help', null, '/rima/help', {}],
  ['a simulator', null, '/simulators/atm', {}],
  ['the worker’s script', null, '/rima/sw.js', {}],
  ['a manifest', null, '/rima/manifest.webmanifest', {}],
  ['a picture', null, '/rima/icon-192.png', {}],
  ['a built file that is not there', null, '/_next/static/nothing.js', {}],
  ['the picture service, which is off', null, '/_next/image?url=%2Ficon.svg&w=64&q=75', {}],
]

for (const [what, who, path, init] of answers) {
  test(`${what} carries the site’s headers`, async () => {
    const { status, headers, text } = await askAs(who, path, init)
    expect(status).toBeLessThan(500)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
      'permissions-policy': expect.stringContaining('camera=()'),
    })
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
    if (headers.get('content-type')?.includes('text/html')) holdToPolicy(headers, text)
  })
}

function holdToPolicy(headers: Headers, html: string): void {
  const policy = headers.get('content-security-policy') ?? ''
  if (policy.startsWith(`default-src 'none'`)) return
  const scripts = policy.split('; ').find((rule) => rule.startsWith('script-src ')) ?? ''
  expect(scripts).toMatch(/'nonce-[0-9a-f-]{36}'/)
  expect(scripts).not.toMatch(/unsafe-(inline|eval)|https?:|data:|\*/)
  for (const rule of [`object-src 'none'`, `base-uri 'none'`, `frame-ancestors 'none'`, `form-action 'self'`]) {
    expect(policy).toContain(rule)
  }
  const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1]
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>/g)].map(([, attributes]) => attributes)
  expect(inline.filter((attributes) => !attributes?.includes(`nonce="${nonce}"`))).toEqual([])
  expect(html, 'no handler in the markup').not.toMatch(/<[a-z]+ [^>]*\son[a-z]+="/)
}

test('a browser runs nothing that was written into a page', async ({ browser }) => {
  const page = await openPageAs(browser, 'fraud1')
  await page.goto('/verifications')
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="globalThis.taken = 1">')
    document.body.insertAdjacentHTML('beforeend', '<button onclick="globalThis.taken = 2" id="trap">x</button>')
    document.getElementById('trap')?.click()
  })
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => (globalThis as { taken?: number }).taken)).toBeUndefined()
})

test('no page of the back office and no file of it stays in any cache', async () => {
  const { customerId } = await takeCustomer()
  const known: Record<string, string> = {
    '[customerId]': customerId,
    '[verificationId]': '1',
    '[state]': 'locked',
    '[reason]': 'code_expired',
  }
  const staffOnly = listRoutes().filter((route) => !/^\/(rima|simulators)(\/|$)/.test(route))
  expect(staffOnly.length).toBeGreaterThan(8)
  for (const route of staffOnly) {
    const path = route.replace(/\[\w+\]/g, (name) => known[name] ?? name)
    const who = route.startsWith('/settings') ? 'admin1' : 'auditor1'
    for (const headers of [{}, dataOnly]) {
      const answer = await askAs(who, path, { headers })
      expect(answer.headers.get('cache-control'), path).toContain('no-store')
    }
  }
  for (const path of ['/verifications/export', '/audit/export']) {
    for (const who of ['auditor1', 'clerk1'] as const) {
      const file = await askAs(who, path, { method: 'POST', body: form })
      expect(file.headers.get('cache-control'), path).toContain('no-store')
    }
  }
})

const long = 'x'.repeat(7_000)
const unread = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%E0%A4%A',
  long,
  '1&V=2',
  '[]',
  '',
  "'--",
  '-1',
  '99999999999999999999',
  'NaN',
]
const names = [
  'customer',
  'outcome',
  'card',
  'merchant',
  'requester',
  'ip',
  'min',
  'from',
  'to',
  'before',
  'after',
  'open',
]

const AT_ONCE = 8

test('an address that says what cannot be is answered, never a failure', async () => {
  const queries = [
    ...names.flatMap((name) => unread.map((value) => `${name}=${value.replace('V', name)}`)),
    ...['__proto__=1&constructor=2', 'toString=1', 'customer[]=1&customer[x]=2', 'from=9999999999999&to=0000000000001'],
    ...['before=ffffffff-ffff-7fff-bfff-ffffffffffff', 'after=00000000-0000-7000-8000-000000000000', 'range=__proto__'],
  ]
  const places: [Staff, string][] = [
    ['fraud1', '/verifications'],
    ['fraud1', '/verifications/live'],
    ['auditor1', '/audit'],
    ['fraud1', '/lists/locked'],
    ['fraud1', `/customers/${(await takeCustomer()).customerId}`],
  ]
  const failed: string[] = []
  for (const [who, place] of places) {
    const tried = place.startsWith('/lists') || place.startsWith('/customers') ? queries.slice(96) : queries
    for (let from = 0; from < tried.length; from += AT_ONCE) {
      const some = tried.slice(from, from + AT_ONCE)
      const answers = await Promise.all(some.map((query) => askAs(who, `${place}?${query}`)))
      for (const [index, { status }] of answers.entries()) {
        if (status >= 500) failed.push(`${place}?${some[index]?.slice(0, 60)}: ${status}`)
      }
    }
  }
  expect(failed).toEqual([])
})

test('a record that cannot be is not there', async () => {
  const ids = [
    '1',
    '%00',
    '..%2f..',
    'x.json',
    '__proto__',
    'ffffffff-ffff-7fff-bfff-ffffffffffff',
    long.slice(0, 3_000),
  ]
  for (const id of ids) {
    for (const place of ['/customers', '/verifications', '/lists']) {
      expect((await askAs('fraud1', `${place}/${id}`)).status, `${place}/${id.slice(0, 40)}`).toBe(404)
    }
  }
})
