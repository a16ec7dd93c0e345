import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'

const input = {
  nonce: 'n1',
  pathname: '/customers',
  channelPublicUrl: 'https://api.bank.example/v1',
  development: false,
}

test('scripts run only with the nonce of the answer, and never from a string', () => {
  const policy = contentSecurityPolicy(input)
  expect(policy).toContain(`script-src 'self' 'nonce-n1' 'strict-dynamic';`)
  expect(policy).not.toContain('unsafe-eval')
})

test('only the customer app may call the channel server from the browser', () => {
  expect(contentSecurityPolicy({ ...input, pathname: '/rima/help' })).toContain(
    `connect-src 'self' https://api.bank.example;`,
  )
  expect(contentSecurityPolicy(input)).toContain(`connect-src 'self';`)
  expect(contentSecurityPolicy({ ...input, pathname: '/rimas' })).toContain(`connect-src 'self';`)
})

test('an address of the channel server that is missing or broken opens nothing', () => {
  for (const channelPublicUrl of [undefined, '', '; script-src *']) {
    expect(contentSecurityPolicy({ ...input, pathname: '/rima', channelPublicUrl })).toContain(`connect-src 'self';`)
  }
})

test('no page can be framed, rebased or made to post elsewhere', () => {
  const policy = contentSecurityPolicy(input)
  for (const rule of [`frame-ancestors 'none'`, `base-uri 'none'`, `form-action 'self'`]) expect(policy).toContain(rule)
})
