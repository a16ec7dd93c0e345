import { expect, test } from 'vitest'
import {
  anywhere,
  isBound,
  isFromSources,
  networksOf,
  readClientSources,
  SOURCES_MAX,
  thisMachine,
} from '#domain/channel-client/client-sources.ts'

test.each([
  ['10.20.0.0/16', ['10.20.0.0/16']],
  ['192.0.2.7', ['192.0.2.7/32']],
  ['192.0.2.0/24, 198.51.100.4\n2001:DB8:0:0::/48', ['192.0.2.0/24', '198.51.100.4/32', '2001:db8::/48']],
  ['::ffff:192.0.2.0/120', ['192.0.2.0/24']],
  ['::FFFF:C000:0207', ['192.0.2.7/32']],
  ['۱۹۲.۰.۲.۰/۲۴، ۱۹۸.۵۱.۱۰۰.۴', ['192.0.2.0/24', '198.51.100.4/32']],
  ['::1', ['::1/128']],
  ['127.0.0.1;2001:db8:1:2::/64', ['127.0.0.1/32', '2001:db8:1:2::/64']],
])('blocks are read in any spelling and answered in one: %s', (typed, sources) => {
  expect(readClientSources(typed)).toEqual({ sources, fault: null })
})

test.each([
  ['', { fault: 'none' }],
  [' , \n', { fault: 'none' }],
  ['10.0.0.0/8', { fault: 'too_wide', block: '10.0.0.0/8' }],
  ['0.0.0.0/0', { fault: 'too_wide', block: '0.0.0.0/0' }],
  ['::/0', { fault: 'too_wide', block: '::/0' }],
  ['::ffff:0:0/96', { fault: 'too_wide', block: '0.0.0.0/0' }],
  ['2001:db8::/47', { fault: 'too_wide', block: '2001:db8::/47' }],
  ['10.0.0.5/24', { fault: 'host_bits', block: '10.0.0.5/24', meant: '10.0.0.0/24' }],
  ['2001:db8::1/64', { fault: 'host_bits', block: '2001:db8::1/64', meant: '2001:db8::/64' }],
  ['192.0.2.7 ::ffff:192.0.2.7', { fault: 'twice', block: '192.0.2.7/32' }],
  ['192.0.2.7 192.0.2.0/24', { fault: 'within', block: '192.0.2.7/32', wider: '192.0.2.0/24' }],
  ['192.0.2.0/24 192.0.2.7', { fault: 'within', block: '192.0.2.7/32', wider: '192.0.2.0/24' }],
  ['bank.example', { fault: 'no_block', block: 'bank.example' }],
  ['010.0.0.1', { fault: 'no_block', block: '010.0.0.1' }],
  ['10.0.0.0/16/8', { fault: 'no_block', block: '10.0.0.0/16/8' }],
  ['10.0.0.0/33', { fault: 'no_block', block: '10.0.0.0/33' }],
  ['10.0.0.1:4000', { fault: 'no_block', block: '10.0.0.1:4000' }],
  ['fe80::1%eth0', { fault: 'no_block', block: 'fe80::1%eth0' }],
])('what is no place to call from is named with what is wrong: %s', (typed, fault) => {
  expect(readClientSources(typed)).toEqual({ sources: null, fault })
})

test('so many blocks and no more', () => {
  const blocks = (count: number) => Array.from({ length: count }, (_, at) => `192.0.2.${at}`).join(' ')
  expect(readClientSources(blocks(SOURCES_MAX)).fault).toBeNull()
  expect(readClientSources(blocks(SOURCES_MAX + 1)).fault).toEqual({ fault: 'too_many', most: SOURCES_MAX })
})

test('a call is from a block or it is not, in whatever spelling the address was canonical', () => {
  const networks = networksOf(['192.0.2.0/24', '2001:db8::/48'])
  expect(['192.0.2.0', '192.0.2.255', '2001:db8::1'].map((from) => isFromSources(from, networks))).toEqual([
    true,
    true,
    true,
  ])
  for (const from of ['192.0.3.0', '2001:db8:1::', '::1', 'unix', '', null]) {
    expect(isFromSources(from, networks)).toBe(false)
  }
})

test('a client that was not bound is called from anywhere, and one of this machine from here alone', () => {
  expect([isBound(anywhere), isBound(thisMachine)]).toEqual([false, true])
  for (const from of ['203.0.113.9', '2001:db8::9', '127.0.0.1'])
    expect(isFromSources(from, networksOf(anywhere))).toBe(true)
  expect(isFromSources('127.0.0.1', networksOf(thisMachine))).toBe(true)
  expect(isFromSources('::1', networksOf(thisMachine))).toBe(true)
  expect(isFromSources('10.0.0.1', networksOf(thisMachine))).toBe(false)
})
