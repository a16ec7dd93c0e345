import { expect, test } from 'vitest'
import { isFromOwnSite, isSending } from './own-site.ts'
import { readSiteHosts } from './site-hosts.ts'

const host = 'staff.bank.example'
const hosts = readSiteHosts({ NEXTAUTH_URL: `https://${host}`, NEXTAUTH_URL_INTERNAL: 'http://127.0.0.1:3000' })
const from = (headers: Record<string, string>): boolean => isFromOwnSite(new Headers({ host, ...headers }), hosts)

test.each<Record<string, string>>([
  { origin: `https://${host}`, 'sec-fetch-site': 'same-origin' },
  { origin: `https://${host}` },
  { 'sec-fetch-site': 'none' },
  { host: '127.0.0.1:3000', 'x-forwarded-host': host, origin: `https://${host}` },
  {},
])('what our own page or no browser at all sends is taken: %j', (headers) => expect(from(headers)).toBe(true))

test.each<Record<string, string>>([
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'https://evil.example' },
  { origin: `https://other.bank.example`, 'sec-fetch-site': 'same-site' },
  { origin: 'null' },
  { origin: 'null', 'sec-fetch-site': 'same-origin' },
  { origin: 'nonsense' },
  { origin: `https://${host}`, 'sec-fetch-site': 'cross-site' },
  { origin: `https://${host}:8443` },
  { origin: `http://${host}` },
  { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'sec-fetch-site': 'same-origin' },
  { origin: 'https://evil.example', host: 'evil.example' },
  { origin: 'http://localhost:3000', host: 'localhost:3000' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'anything' },
])('what another site’s page sends is not: %j', (headers) => expect(from(headers)).toBe(false))

test('a form and a server action may change something, following a link may not', () => {
  expect(isSending(new Headers({ 'next-action': '40ab' }))).toBe(true)
  expect(isSending(new Headers({ 'content-type': 'multipart/form-data; boundary=x' }))).toBe(true)
  expect(isSending(new Headers({ accept: 'text/html' }))).toBe(false)
})
