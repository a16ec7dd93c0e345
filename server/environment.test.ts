import { expect, test } from 'vitest'
import { readChannelEnvironment, readWebEnvironment, readWorkerEnvironment } from './environment.ts'

test('the support phone is kept as one run of digits, which no sentence around it turns round', () => {
  const given = { DATABASE_URL: 'postgresql://x', INSTITUTION_NAME: 'x', WORKER_KEYS_FILE: 'keys' }
  for (const [typed, kept] of [
    ['۰۲۱-۲۷۳۱۰', '۰۲۱۲۷۳۱۰'],
    ['(021) 2731-0', '02127310'],
    ['1500', '1500'],
  ])
    expect(readWorkerEnvironment({ ...given, SUPPORT_PHONE: typed }).SUPPORT_PHONE).toBe(kept)
})

const common = { DATABASE_URL: 'postgresql://x', INSTITUTION_NAME: 'x', SUPPORT_PHONE: '1500' }
const web = { ...common, WEB_KEYS_FILE: 'keys', NEXTAUTH_URL: 'https://staff.example', NEXTAUTH_SECRET: 'x'.repeat(32) }

const noOrigins = ['javascript:1', 'file:///etc', 'ftp://staff.example', 'data:,', 'staff.example', '//staff.example']
const more = [
  'https://u:p@staff.example',
  'https://u@staff.example',
  'https://staff.example/x',
  'https://staff.example?',
  'https://staff.example/?a',
  'https://staff.example/#a',
  'https://@staff.example',
  'https:staff.example',
  'https://',
  ' https://staff.example',
  'https://a b',
  '',
]
test.each([...noOrigins, ...more])('%j is no host of the web, and stops it', (url) => {
  for (const name of ['NEXTAUTH_URL', 'NEXTAUTH_URL_INTERNAL', 'CUSTOMER_APP_URL']) {
    expect(() => readWebEnvironment({ ...web, [name]: url })).toThrow(`${name} is wrong: must be http://host`)
  }
})

test('an address that is called is http or https', () => {
  for (const name of ['CHANNEL_URL', 'CHANNEL_PUBLIC_URL']) {
    expect(() => readWebEnvironment({ ...web, [name]: 'javascript:1' })).toThrow(`${name} is wrong`)
  }
})

test('hosts with a port, and a closing slash, are taken; the customer’s is another than the staff’s', () => {
  for (const url of [
    'http://127.0.0.1:3000',
    'https://staff.example/',
    'HTTPS://Staff.example:8443',
    'http://[::1]:3000',
  ]) {
    expect(readWebEnvironment({ ...web, NEXTAUTH_URL: url }).NEXTAUTH_URL).toBe(url)
  }
  expect(() => readWebEnvironment({ ...web, CUSTOMER_APP_URL: 'https://STAFF.example' })).toThrow('another host')
})

test('trusted proxies are networks, and one that is none stops web and channel', () => {
  expect(readWebEnvironment({ ...web, TRUSTED_PROXIES: ' 10.0.0.0/8, ::1 ,' }).TRUSTED_PROXIES).toHaveLength(2)
  expect(readWebEnvironment(web).TRUSTED_PROXIES).toEqual([])
  const wrong = { TRUSTED_PROXIES: '10.0.0.0/8, proxy.example' }
  expect(() => readWebEnvironment({ ...web, ...wrong })).toThrow('proxy.example is no network')
  expect(() => readChannelEnvironment({ ...common, CHANNEL_KEYS_FILE: 'keys', ...wrong })).toThrow('is no network')
})

test('the back office calls from this machine unless it is said from where, in blocks as any client’s', () => {
  const channel = { ...common, CHANNEL_KEYS_FILE: 'keys' }
  const read = (list?: string) =>
    readChannelEnvironment({ ...channel, ...(list !== undefined && { BACKOFFICE_SOURCES: list }) }).BACKOFFICE_SOURCES
  expect([read(), read(' ')]).toEqual(Array(2).fill(['127.0.0.0/8', '::1/128']))
  expect(read('127.0.0.1, ::1, 10.0.0.8')).toEqual(['127.0.0.1/32', '::1/128', '10.0.0.8/32'])
  expect(() => read('10.0.0.8/24')).toThrow('10.0.0.0/24 would be the block')
  expect(() => read('0.0.0.0/0')).toThrow('BACKOFFICE_SOURCES is wrong')
  expect(() => read('web.example')).toThrow('web.example')
})
