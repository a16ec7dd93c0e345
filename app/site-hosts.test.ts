import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInnerHost, isOwnOrigin, readSiteHosts, siteOf } from './site-hosts.ts'

const inner = { NEXTAUTH_URL_INTERNAL: 'http://127.0.0.1:3000' }
const bank = readSiteHosts({
  ...inner,
  NEXTAUTH_URL: 'https://staff.bank.example',
  CUSTOMER_APP_URL: 'https://app.bank.example',
})
const demo = readSiteHosts({ ...inner, NEXTAUTH_URL: 'http://127.0.0.1:3000', RAMZBAN_DEMO: '1' })

test.each([
  ['staff.bank.example', 'staff'],
  ['STAFF.bank.example:443', 'staff'],
  ['127.0.0.1:3000', 'staff'],
  ['app.bank.example', 'customer'],
  ['App.Bank.Example:443', 'customer'],
  ['app.bank.example:8443', null],
  ['staff.bank.example:80', null],
  ['localhost:3000', null],
  ['evil.example', null],
  ['staff.bank.example.', null],
  ['staff.bank.example@evil.example', null],
  ['', null],
  [null, null],
])('%j is the site of %s', (host, site) => expect(siteOf(host, bank)).toBe(site))

test('the demo, one machine, has one site; what is not the demo has two, configured or not', () => {
  expect(siteOf('anything:1', demo)).toBe('both')
  const alone = readSiteHosts({ ...inner, NEXTAUTH_URL: 'http://127.0.0.1:3000' })
  expect([siteOf('localhost:3000', alone), siteOf('localhost:3001', alone)]).toEqual(['staff', null])
})

test('the inner name is one of a machine that has another', () => {
  expect([isInnerHost('127.0.0.1:3000', bank), isInnerHost('staff.bank.example', bank)]).toEqual([true, false])
  expect(isInnerHost('127.0.0.1:3000', demo)).toBe(false)
})

test('an origin is a site’s own on its own host alone', () => {
  const [staff, customer] = ['https://staff.bank.example', 'https://app.bank.example']
  expect(isOwnOrigin(staff, 'staff.bank.example', bank)).toBe(true)
  expect(isOwnOrigin(customer, 'app.bank.example', bank)).toBe(true)
  expect(isOwnOrigin(customer, 'staff.bank.example', bank)).toBe(false)
  expect(isOwnOrigin(staff, 'app.bank.example', bank)).toBe(false)
  expect(isOwnOrigin('http://localhost:3000', 'localhost:3000', demo)).toBe(true)
  expect(isOwnOrigin('http://localhost:3001', 'localhost:3000', demo)).toBe(false)
  expect(isOwnOrigin('http://localhost:3001', 'localhost:3001', demo)).toBe(false)
})

test('no other origin is its own, whatever host the request names', () => {
  const word = fc.oneof(fc.constantFrom('https://evil.example', 'http://staff.bank.example', 'null', ''), fc.webUrl())
  const hosts = fc.constantFrom('staff.bank.example', 'app.bank.example', '127.0.0.1:3000', 'evil.example', '')
  const property = fc.property(word, hosts, (origin, host) => {
    expect(isOwnOrigin(origin, host, bank)).toBe(false)
  })
  fc.assert(property)
})
